// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// How much `verify` prints, and in which order.
struct VerifyDetailTests {
  private static let set = "scale:deployment,scale:statefulset,delete:pod"

  private func verify(_ words: String...) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      ["verify", "--agent-version", "0.1.104", "--kube-version", "1.24"] + words)
  }

  private func judged(_ words: String...) throws -> [String] {
    try RolefitBinary.run(
      [
        "verify", "examples/clusterrole.yaml", "--actions", Self.set, "--agent-version", "0.1.104",
        "--kube-version", "1.24",
      ] + words
    ).output.components(separatedBy: "\n")
  }

  @Test func theVerdictStandsFirst() throws {
    let lines = try judged()
    #expect(lines[0].hasPrefix("verdict: missing: 1 of 3 actions granted"))
    #expect(lines[3].hasPrefix("delete:pod "))
    #expect(lines.contains("1 action granted"))
    #expect(!lines.contains { $0.hasPrefix("scale:statefulset") })
    let order = ["scale:deployment", "1 action", "add:", "excess:", "inert:"].map { word in
      lines.firstIndex { $0.hasPrefix(word) } ?? -1
    }
    #expect(order == order.sorted() && !order.contains(-1))
  }

  @Test func whatIsPossibleThoughForbiddenStandsBeforeWhatIsMissing() throws {
    let lines = try judged("--forbid", "edit:secret")
    #expect(lines[0].hasSuffix("; 1 forbidden action is possible"))
    #expect(lines[3].hasPrefix("forbidden: edit:secret is possible"))
  }

  @Test func whatIsRightIsToldWhereAskedFor() throws {
    let lines = try judged("--verbose")
    #expect(lines.contains("scale:statefulset  granted"))
    #expect(!lines.contains("1 action granted"))
  }

  @Test func theVerdictAloneIsOneLine() throws {
    let lines = try judged("--quiet", "--forbid", "edit:secret")
    #expect(lines.count == 2 && lines[1] == "")
    #expect(lines[0].hasPrefix("verdict: missing: ") && lines[0].hasSuffix("is possible"))
    #expect(try judged("-q", "-o", "json") == judged("-o", "json"))
    #expect(try verify("examples/bound.yaml", "-q", "--verbose").status == 64)
  }

  @Test func aMatrixHasItsVerdictFirst() throws {
    guard HelmProgram.isAvailable else { return }
    func run(_ words: String...) throws -> [String] {
      try RolefitBinary.run(
        ["verify", "--chart", "charts/k8s-watcher", "--matrix", "--matrix-switches", "actions"]
          + words, environment: ["PATH": HelmProgram.any.searchPath]
      ).output.components(separatedBy: "\n")
    }
    let usual = try run()
    #expect(usual[0].hasPrefix("verdict: no fault"))
    #expect(usual[2].hasSuffix(" switches as meant"))
    #expect(try run("--quiet") == [usual[0], ""])
    #expect(try run("--verbose").contains { $0.hasSuffix("  as meant") })
  }
}
