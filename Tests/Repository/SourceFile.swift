// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// A text file of the repository, as its rules see it.
struct SourceFile: Sendable {
  /// From the top folder.
  var path: String
  var text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// How many lines an editor shows.
  var lineCount: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }

  /// The file's name without folder and extension.
  var name: String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.split(separator: ".").first ?? "")
  }

  /// Written by a script: some rules of style do not hold.
  var isGenerated: Bool { path.contains("/Generated/") || name.hasSuffix("+Generated") }

  /// The modules that a Swift file imports.
  var imports: [String] {
    lines.compactMap { line in
      var words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), words.count > place + 1,
        words[..<place].allSatisfy({ Self.beforeImport.contains($0) || $0.hasPrefix("@") })
      else { return nil }
      words.removeFirst(place + 1)
      if words.count > 1 { words.removeFirst() }
      return words[0].split(separator: ".").first.map(String.init)
    }
  }

  /// A function, an initializer, or a property or subscript with a body.
  struct Function {
    /// Where it begins, from 1.
    var line: Int
    var lineCount: Int
  }

  /// The functions of a file that is formatted: one ends at a brace in the column where it begins.
  var functions: [Function] {
    let begin = /^(\s*)(?:(?:@\w+|\w+(?:\(set\))?) )*(?:(?:func|subscript) ?\S|init[?(<]|var \w)/
    let lines = lines
    return lines.indices.compactMap { first in
      guard let match = lines[first].prefixMatch(of: begin) else { return nil }
      if lines[first].hasSuffix("}") { return Function(line: first + 1, lineCount: 1) }
      // A declaration over several lines goes on in deeper ones, or with a parenthesis.
      for last in lines.indices[(first + 1)...] {
        let line = lines[last]
        if line.hasPrefix(match.1 + "}") {
          return Function(line: first + 1, lineCount: last - first + 1)
        }
        guard
          line.isEmpty || line.hasPrefix(match.1 + " ") || line.hasPrefix(match.1 + ")")
            || line.hasPrefix(match.1 + "#")
        else { return nil }
      }
      return nil
    }
  }

  private static let beforeImport: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]

  /// All files below these folders whose names end so, sorted; hidden ones are left out.
  static func below(_ folders: [String], endings: [String]) -> [SourceFile] {
    folders.flatMap { folder -> [SourceFile] in
      let root = Repository.root.appendingPathComponent(folder)
      let found = FileManager.default.enumerator(
        at: root, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
      let paths = (found?.compactMap { ($0 as? URL)?.path } ?? []).sorted()
      return paths.compactMap { path in
        guard endings.contains(where: path.hasSuffix),
          let text = try? String(contentsOfFile: path, encoding: .utf8)
        else { return nil }
        return SourceFile(
          path: String(path.dropFirst(Repository.root.path.count + 1)), text: text)
      }
    }
  }

  /// The product's Swift files.
  static let product = below(["Sources"], endings: [".swift"])
  /// Every Swift file but the package's description.
  static let swift = product + below(["Tests", "Benchmarks", "Fuzzing"], endings: [".swift"])
  /// What programs other than Swift ones are written in.
  static let scripts = below(["scripts", ".ci"], endings: [""]).filter {
    $0.text.hasPrefix("#!") || $0.path.hasSuffix(".py") || $0.path.hasSuffix(".awk")
  }
}
