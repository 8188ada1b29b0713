// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `--quiet` prints the verdict alone, and changes nothing else.
struct QuietTests {
  @Test(arguments: [
    ("lint examples/clusterrole.yaml", "2 errors, 1 note in 1 file"),
    (
      "diff examples/clusterrole.yaml examples/bound.yaml",
      "2 actions gained, 0 lost; 2 rules added, 0 removed"
    ),
    ("diff examples/bound.yaml examples/bound.yaml", "no difference"),
    (
      "ready examples/bound.yaml --actions delete:pod --kube-version 1.30 --to-kube 1.31 "
        + "--watch-namespace shop", "verdict: ready"
    ),
    (
      "verify examples/bound.yaml --actions delete:pod --kube-version 1.30 --watch-namespace shop",
      "verdict: granted: 1 of 1 action granted to komodor:k8s-watcher; grants 2 pairs, needs 1 "
        + "(50.0 %)"
    ),
  ])
  func theVerdictIsOneLine(command: String, line: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let usual = try RolefitBinary.run(words)
    for flag in ["-q", "--quiet"] {
      let quiet = try RolefitBinary.run(words + [flag])
      #expect(quiet.output == line + "\n")
      #expect(quiet.status == usual.status)
      #expect(quiet.error == usual.error)
    }
    #expect(
      try RolefitBinary.run(words + ["-q", "-o", "json"]).output
        == RolefitBinary.run(words + ["-o", "json"]).output)
  }

  @Test func waysToMoreAndWhatIsRefusedArePartOfTheVerdict() throws {
    let folder = try TemporaryDirectory()
    func manifests(_ role: String) -> String {
      RBACText.role("reader", ["get - pods"]) + RBACText.role("writer", ["get - secrets"])
        + RBACText.binding("agent", in: "shop", role: role)
    }
    let old = try folder.write(manifests("reader"), to: "old.yaml")
    let new = try folder.write(manifests("writer"), to: "new.yaml")
    #expect(
      try RolefitBinary.run(["diff", old, new, "-q"]).output
        == "1 new way to more: secrets@shop; an apply is refused; 1 rule added, 1 removed\n")
  }
}
