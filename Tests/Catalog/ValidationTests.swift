// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Foundation
import Testing
import YAMLSyntax

/// Every file under Fixtures/Catalog/failure marks the lines that must be reported with
/// `# error: CODE`; nothing else may be.
struct ValidationTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/Catalog")

  static var failures: [String] {
    let files = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "failure").path)
    return (files ?? []).sorted()
  }

  @Test(arguments: failures)
  func everyMistakeIsReportedWithItsLine(file: String) throws {
    let text = try String(
      contentsOf: Self.folder.appending(path: "failure/\(file)"), encoding: .utf8)
    let expected = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { line, content -> String? in
        content.range(of: "# error: ").map { "\(line + 1) \(content[$0.upperBound...])" }
      }
    let (catalog, diagnostics) = Catalog.read(SourceText(name: file, text: text))
    #expect(catalog == nil)
    #expect(!expected.isEmpty)
    #expect(
      diagnostics.map { "\($0.range?.start.line ?? 0) \($0.code.rawValue)" } == expected,
      "\(diagnostics.map(\.message))")
    #expect(diagnostics.allSatisfy { $0.severity == .error && $0.range?.file == file })
  }

  @Test func thereAreFailures() { #expect(Self.failures.count >= 8) }

  @Test(arguments: [
    ("", "catalog-empty"), ("# nothing\n", "catalog-empty"), ("[1, 2]\n", "catalog-wrong-type"),
    (
      "schemaVersion: 2\nversion: 1\nagent: {name: a, newest: 1.0.0}\nactions: []\n",
      "catalog-schema-version"
    ),
  ])
  func whatIsNoCatalogIsRefused(text: String, code: String) {
    let (catalog, diagnostics) = Catalog.read(SourceText(name: "x.yaml", text: text))
    #expect(catalog == nil)
    #expect(diagnostics.map(\.code.rawValue).contains(code), "\(diagnostics)")
  }

  @Test func mistakesComeWithWhatWasProbablyMeant() throws {
    let text = try String(
      contentsOf: Self.folder.appending(path: "failure/requests.yaml"), encoding: .utf8)
    let remedies = Catalog.read(SourceText(name: "x", text: text)).diagnostics.map(\.remedy)
    #expect(remedies.contains("write 'patch'"))
    #expect(remedies.contains("write the group 'batch'"))
    #expect(remedies.contains("write 'watched'"))
    #expect(remedies.contains("write \"\""))
  }

  @Test func ofTwoEqualKeysTheLastOneCountsAndAWarningSaysSo() throws {
    let (catalog, diagnostics) = Catalog.read(
      SourceText(
        name: "x.yaml",
        text: "schemaVersion: 1\nversion: 0.0.9\nversion: 1.0.0\nagent: {name: a, newest: 1.0.0}\n"
          + "actions: []\n"))
    #expect(diagnostics.map(\.code.rawValue) == ["duplicate-key"])
    #expect(catalog?.version.description == "1.0.0")
  }
}
