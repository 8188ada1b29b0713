// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing
import YAMLSyntax

/// Strings as Helm and PyYAML read them back from what the emitter writes.
///
/// PyYAML comes with Python: `ROLEFIT_PYTHON` names an interpreter that has it; otherwise it is that
/// of `.venv`, where `scripts/setup test` puts it.
struct OtherReadersTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/YAMLSyntax").standardizedFileURL
  private static let python =
    ProcessInfo.processInfo.environment["ROLEFIT_PYTHON"]
    ?? Repository.path(".venv/bin/python")
  static let hasPyYAML = run(["-c", "import yaml"]).status == 0

  /// Every nasty string as an element, a value and a key.
  private static func document(_ strings: [String]) -> YAMLValue {
    .mapping([
      .init("elements", .sequence(strings.map { .string($0) })),
      .init(
        "nested", .sequence([.mapping(strings.enumerated().map { .init("k\($0)", .string($1)) })])),
      .init("keys", .mapping(strings.map { .init($0, .string($0)) })),
    ])
  }

  /// Nasty strings, each once.
  private static var nastyStrings: [String] {
    var seen: Set<[UInt8]> = []
    return RandomValues.nastyStrings.filter { seen.insert(Array($0.utf8)).inserted }
  }

  static func run(_ arguments: [String]) -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return (127, "") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Checks that what is emitted is read as it was meant, by PyYAML or by `helm`.
  private func check(_ helm: HelmProgram?) throws {
    var random = RandomSource(seed: 2)
    var seen: Set<[UInt8]> = []
    let strings = (Self.nastyStrings + (0..<3_000).map { _ in RandomValues.string(&random) })
      .filter { seen.insert(Array($0.utf8)).inserted }
    let document = Self.document(strings)
    let folder = try TemporaryDirectory()
    let text = YAMLEmitter.text(document)
    var read = try folder.write(text, to: "strings.yaml")
    if let helm { read = try folder.write(try helm.valuesJSON(of: text), to: "read.json") }
    let json = try folder.write(JSONEmitter.text(document, pretty: false), to: "strings.json")
    let script = Self.fixtures.appending(path: "read-back.py").path
    let result = Self.run([script, read, json])
    #expect(result.status == 0, "\(result.output)")
  }

  @Test(.enabled(if: hasPyYAML, "needs PyYAML: scripts/setup test"))
  func pyYAMLReadsBackEveryString() throws { try check(nil) }

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped),
    .enabled(if: hasPyYAML, "needs PyYAML: scripts/setup test"), arguments: HelmProgram.all)
  func helmReadsBackEveryString(helm: HelmProgram) throws { try check(helm) }

  /// The recording was read back by both readers; `ROLEFIT_RECORD=1` writes it anew, to be checked
  /// with read-back.py.
  @Test func stringsAreWrittenAsRecorded() throws {
    let document = Self.document(Self.nastyStrings)
    let written = [
      "strings.yaml": YAMLEmitter.text(document),
      "strings.json": JSONEmitter.text(document, pretty: true) + "\n",
    ]
    for (name, text) in written {
      let file = Self.fixtures.appending(path: name)
      if ProcessInfo.processInfo.environment["ROLEFIT_RECORD"] == "1" {
        try Data(text.utf8).write(to: file)
        Issue.record("\(name) was written anew")
      }
      let recorded = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      #expect(text.utf8.elementsEqual(recorded.utf8), "\(name) differs from what is written now")
    }
  }
}
