// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// On a terminal text is as wide as the terminal; elsewhere lines are as long as they are.
struct TerminalWidthTests {
  private static let commands = [
    "verify examples/clusterrole.yaml --actions scale:deployment,delete:pod",
    "verify examples/bound.yaml --actions delete:pod --forbid exec:pod,delete:pod",
    "lint examples/clusterrole.yaml examples/reach.yaml",
    "diff examples/bound.yaml examples/reach.yaml",
    "reach examples/reach.yaml --to cluster-admin",
    "ready examples/bound.yaml --agent-version 0.1.104 --to-agent 0.1.173 --actions delete:pod "
      + "--enable exec:pod",
    "roles examples/bound.yaml examples/reach.yaml",
    "who-can patch deployments --subresource scale -n shop examples/bound.yaml",
    "who-can --matrix pods,deployments/scale -n shop examples/bound.yaml",
    "can-i delete pods -n shop --as system:serviceaccount:komodor:k8s-watcher examples/bound.yaml",
    "can-i --list -n shop examples/bound.yaml",
    "can-i --list -A --from examples/bound.yaml",
    "deployer examples/bound.yaml -n komodor",
    "actions --access privileged",
    "usage examples/audit.jsonl",
    "usage examples/audit.jsonl --timeline",
    "reach --routes",
    "lint --list",
    "lint --describe wildcard-verb",
    "explain forbidden-is-not-here",
  ]

  private static func words(_ command: String) -> [String] {
    command.split(separator: " ").map(String.init)
      + (command.hasPrefix("usage") || command.hasPrefix("lint --")
        ? [] : ["--kube-version", "1.24"])
  }

  @Test(arguments: commands, [80, 40])
  func linesFitIntoTheTerminal(command: String, columns: Int) throws {
    let output = Self.plain(
      try RolefitBinary.onTerminal(columns: columns, Self.words(command)))
    #expect(!output.isEmpty)
    // Commands stand there as a shell takes them.
    var prose = output.components(separatedBy: "\nto make it ready:").first ?? ""
    prose = prose.components(separatedBy: "\nFlagged:").first ?? ""
    var isCode = false
    for line in prose.split(separator: "\n") {
      // Examples of manifests are code.
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode || line.count <= columns { continue }
      // One word, and what marks the line.
      #expect(
        line.split(separator: " ").filter { $0.count > 2 }.count == 1, "\(line.count): \(line)")
    }
  }

  @Test(arguments: commands)
  func theWordsAreTheSame(command: String) throws {
    // Cells of tables are broken within words too.
    let isTable = [
      "can-i --list", "who-can --matrix", "actions", "reach --routes", "lint --list",
      "usage examples/audit.jsonl --t",
    ].contains { command.hasPrefix($0) }
    guard !isTable else { return }
    let words = Self.words(command)
    let piped = try RolefitBinary.run(words)
    let shown = Self.plain(try RolefitBinary.onTerminal(columns: 60, words))
    // Lines of the source are cut.
    func all(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains(/^ +[0-9]* \|/) }
        .flatMap { $0.split(separator: " ") }
    }
    let expected = all(piped.output) + all(piped.error)
    #expect(all(shown).sorted() == expected.sorted())
  }

  @Test func wrappedLinesGoOnBelowTheirText() throws {
    let shown = Self.plain(
      try RolefitBinary.onTerminal(
        columns: 60, ["reach", "examples/reach.yaml", "--to", "cluster-admin"]))
    #expect(
      shown.contains(
        """
          1. as komodor:k8s-watcher: patch deployments (apps) in the
             namespace 'shop'

        """))
  }

  @Test func theVariableCountsMoreThanTheTerminal() throws {
    let words = ["reach", "examples/reach.yaml", "--to", "cluster-admin"]
    #expect(
      try RolefitBinary.onTerminal(columns: 200, words, environment: ["COLUMNS": "60"])
        == RolefitBinary.onTerminal(columns: 60, words))
  }

  @Test func whatIsWrittenToAFileIsNotWrapped() throws {
    let folder = try TemporaryDirectory()
    let file = folder.path("reach.txt")
    let words = ["reach", "examples/reach.yaml", "--to", "cluster-admin"]
    _ = try RolefitBinary.onTerminal(columns: 40, words + ["-o", "text=\(file)"])
    #expect(
      try String(contentsOfFile: file, encoding: .utf8) == RolefitBinary.run(words).output)
  }

  private static func plain(_ text: String) -> String {
    text.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
  }
}
