// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What `docs/architecture.md` says of where things are, and of how many places a new one takes.
struct ArchitectureTests {
  static func page() throws -> String {
    try String(contentsOfFile: Repository.path("docs/architecture.md"), encoding: .utf8)
  }

  private static func product(_ folder: String) -> [SourceFile] {
    SourceFile.product.filter { $0.path.hasPrefix("Sources/\(folder)/") }
  }

  @Test func thePageNamesFilesThatAreThere() throws {
    let page = try Self.page()
    let names = Set(SourceFile.swift.map { $0.path.split(separator: "/").last ?? "" })
    let files = page.matches(of: /`(\w+(\+\w+)?\.swift)`/).map(\.1)
    #expect(files.count > 30)
    for file in files where file != "Package.swift" {
      let isThere = names.contains(file)
      #expect(isThere, "\(file)")
    }
    let paths = page.matches(
      of: /`((?:Sources|Tests|docs|scripts|templates|charts)\/[\w\/+.\-]+)`/)
    #expect(paths.count > 5)
    for path in paths.map({ String($0.1) }) {
      #expect(FileManager.default.fileExists(atPath: Repository.path(path)), "\(path)")
    }
  }

  @Test func aCommandIsInOneListOfSubcommands() {
    let files = Self.product("rolefit")
    let lists = files.flatMap { file in
      file.text.matches(of: /subcommands: \[([^\]]*)\]/).flatMap { list in
        list.1.matches(of: /(\w+)\.self/).map { String($0.1) }
      }
    }
    let commands = files.flatMap { file in
      file.text.matches(of: /struct (\w+): ParsableCommand/).map { String($0.1) }
    }
    #expect(commands.count > 20)
    #expect(lists.sorted() == commands.filter { $0 != "Rolefit" }.sorted())
  }

  @Test func everyFileOfACommandHasItsCommand() {
    for file in Self.product("rolefit/Commands") {
      #expect(file.text.contains("struct \(file.name): ParsableCommand"), "\(file.path)")
    }
  }

  @Test func aReportFormatIsInOneSwitch() throws {
    let declared = try #require(
      SourceFile.product.first { $0.path == "Sources/Reports/Findings/ReportFormat.swift" })
    let formats = declared.text.matches(of: /\n  case (\w+)\n/).map { String($0.1) }
    #expect(formats.count >= 8)
    // These three are written for each command, from more than its findings.
    for format in formats where !["text", "json", "markdown", "html"].contains(format) {
      let mention = try Regex("case [^\\n:]*\\.\(format)\\b")
      let files = SourceFile.product.filter { $0.text.contains(mention) }.map(\.path)
      #expect(files == [declared.path], "\(format)")
    }
  }

  @Test func aToolIsCalledInOnePlace() {
    var callers: [String: Set<String>] = [:]
    for file in SourceFile.product {
      for call in file.text.matches(of: /ToolCall\(\s*"([\w\-]+)"/) {
        callers[String(call.1), default: []].insert(file.path)
      }
    }
    #expect(Set(callers.keys).isSuperset(of: ["helm", "kubectl", "git"]))
    for (tool, files) in callers {
      #expect(files.count == 1, "\(tool)")
      #expect(files.allSatisfy { $0.hasPrefix("Sources/Tools/") }, "\(tool)")
    }
  }

  /// The table of origins lists the cases of `ValueOrigin` in their order.
  @Test func theOriginsAreInTheirOrder() throws {
    let sourced = try #require(SourceFile.product.first { $0.name == "Sourced" })
    let cases = sourced.text.matches(of: /\n  case (\w+)/).map { String($0.1) }
    let listed = try Self.page().matches(of: /\n\d+\. `(\w+)`/).map { String($0.1) }
    #expect(listed == cases)
  }

  @Test func theWayToThePageIsInCONTRIBUTING() throws {
    let text = try String(contentsOfFile: Repository.path("CONTRIBUTING.md"), encoding: .utf8)
    #expect(text.contains("(docs/architecture.md)"))
  }
}
