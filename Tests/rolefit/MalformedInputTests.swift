// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Input that cannot be judged: told with its place, nothing on stdout, exit 2.
struct MalformedInputTests {
  struct Input: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]

    init(_ description: String, _ text: String) {
      testDescription = description
      bytes = Array(text.utf8)
    }
  }

  /// Each level holds nine times the one before it.
  private static let bomb = (1..<20).reduce(into: "a0: &a0 [x, x, x, x, x, x, x, x, x]\n") {
    text, level in
    let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
    text += "a\(level): &a\(level) [\(aliases)]\n"
  }

  private static let nestedBlocks =
    (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()

  /// Broken in any role that a YAML file can have.
  private static let unreadable = [
    Input("not YAML", "a: b: c\n"),
    Input("prose", "Dear cluster,\nplease delete: nothing: ever\n"),
    Input("truncated", "apiVersion: rbac.authorization.k8s.io/v1\nkind: [ClusterRole"),
    Input("truncated JSON", "{\"apiVersion\": \"rbac.authorization.k8s.io/v1\", \"kind\": \"Cl"),
    Input("nested blocks", nestedBlocks),
    Input("10,000 compact blocks", String(repeating: "- ", count: 10_000)),
    Input(
      "10,000 flows", String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    ),
    Input("100,000 brackets", String(repeating: "[", count: 100_000)),
    Input("100,000 braces", String(repeating: "{\"a\":", count: 100_000)),
    Input("alias bomb", bomb), Input("binary", "\u{0}\u{1}\u{2}ELF"),
    Input("an unknown alias", "a: *b\n"), Input("a repeated key", "a: 1\na: 2\n"),
  ]

  private static let noManifests = [
    Input("empty", ""), Input("comments only", "# nothing\n"),
    Input("a long scalar", String(repeating: "a", count: 1 << 20)),
    Input("a template", "kind: ClusterRole\nmetadata:\n  name: {{ .Release.Name }}\n"),
    Input("a values file", "watcher:\n  actions:\n    basic: true\n"),
    Input("another chart's values", "prometheus:\n  server:\n    enabled: true\n"),
  ]

  private func expectRefusal(
    _ outcome: RolefitBinary.Outcome, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == 2, "\(outcome.error)", sourceLocation: sourceLocation)
    #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
    let isPlaced = outcome.error.split(separator: "\n").contains { line in
      line.hasPrefix("\(name):")
        && line.dropFirst(name.count).prefixMatch(of: /:[0-9]+:[0-9]+: error: ./) != nil
    }
    #expect(isPlaced, "\(outcome.error)", sourceLocation: sourceLocation)
  }

  @Test(arguments: unreadable + noManifests)
  func isRefusedWithItsPlace(_ input: Input) throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(input.bytes, to: "in.yaml")
    expectRefusal(try RolefitBinary.run(["verify", path, "--actions", "delete:pod"]), path)
    expectRefusal(
      try RolefitBinary.run(["verify", "-", "--actions", "delete:pod"], inputBytes: input.bytes),
      "<stdin>")
  }

  @Test(arguments: unreadable)
  func isRefusedAsValuesCatalogAndConfiguration(_ input: Input) throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(input.bytes, to: "in.yaml")
    for option in ["--values", "--catalog", "--config", "--api-resources"] {
      let others = option == "--values" ? [] : ["--actions", "delete:pod"]
      let outcome = try RolefitBinary.run(
        ["verify", "-", option, path] + others, input: SampleRole.complete)
      expectRefusal(outcome, path)
    }
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    let bytes = (0..<1_024).map { UInt8(truncatingIfNeeded: $0 &* 37 | 0x80) }
    expectRefusal(
      try RolefitBinary.run(["verify", "-", "--actions", "delete:pod"], inputBytes: bytes),
      "<stdin>")
  }

  @Test func pathsThatCannotBeReadAreRefused() throws {
    let folder = try TemporaryDirectory()
    try folder.write("nothing here", to: "notes/readme.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("loop"), withDestinationPath: "loop")
    for name in ["missing.yaml", "notes", "loop", "loop/role.yaml", "notes/readme.txt/role.yaml"] {
      let path = folder.path(name)
      expectRefusal(try RolefitBinary.run(["verify", path, "--actions", "delete:pod"]), path)
    }
  }

  @Test func aFolderThatHoldsItselfIsReadOnce() throws {
    let folder = try TemporaryDirectory()
    try folder.write(SampleRole.complete, to: "roles/role.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("roles/again"), withDestinationPath: "..")
    let outcome = try RolefitBinary.run(["verify", folder.path, "--actions", "delete:pod"])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(!outcome.error.contains("repeated-object"))
  }

  @Test func valuesOfAnotherChartAreRefused() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("prometheus: {server: {enabled: true}}\n", to: "values.yaml")
    let outcome = try RolefitBinary.run(
      ["verify", "-", "--values", path], input: SampleRole.complete)
    expectRefusal(outcome, path)
    #expect(outcome.error.contains("[values-of-another-chart]"))
  }

  @Test func whatIsLongerThanItsLimitIsRefused() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(String(repeating: "a", count: 2 << 20), to: "long.yaml")
    let outcome = try RolefitBinary.run(["rules", "--actions", "delete:pod", "--config", path])
    expectRefusal(outcome, path)
    #expect(outcome.error.contains("larger than 1 MiB"))
  }
}
