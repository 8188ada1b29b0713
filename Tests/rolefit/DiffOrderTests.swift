// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `diff` begins with what a reviewer must know.
struct DiffOrderTests {
  private static func manifests(role: String, verbs: String) -> String {
    RBACText.role("reader", ["\(verbs) - pods,pods/exec,secrets"])
      + RBACText.role("other", ["\(verbs) - pods,pods/exec,secrets"])
      + RBACText.binding("agent", in: "shop", role: role, ["User jane"])
  }

  private func diff(_ old: String, _ new: String, _ words: String...) throws
    -> RolefitBinary.Outcome
  {
    let folder = try TemporaryDirectory()
    return try RolefitBinary.run(
      ["diff", try folder.write(old, to: "old.yaml"), try folder.write(new, to: "new.yaml")]
        + words)
  }

  @Test func waysToMoreComeBeforeActionsAndThoseBeforeRules() throws {
    let outcome = try diff(
      Self.manifests(role: "reader", verbs: "update"),
      Self.manifests(role: "reader", verbs: "get,create,update"))
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(lines[0] == "! User jane comes to secrets@shop (decided)")
    #expect(lines[1] == "! User jane comes to exec@shop (decided)")
    #expect(lines[2].hasPrefix("+ action: "))
    let lastAction = try #require(lines.lastIndex { $0.hasPrefix("+ action: ") })
    let firstRule = try #require(lines.firstIndex { $0.hasPrefix("+ ") && $0.contains(" on ") })
    #expect(lastAction < firstRule)
  }

  @Test func aChangedRoleRefIsSaidThoughNothingElseChanges() throws {
    let old = Self.manifests(role: "reader", verbs: "get")
    let new = Self.manifests(role: "other", verbs: "get")
    let outcome = try diff(old, new)
    #expect(outcome.status == 0)
    #expect(
      outcome.output.hasPrefix(
        "! an apply is refused: RoleBinding 'shop/agent' refers to ClusterRole 'reader', and is to "
          + "refer to ClusterRole 'other': the API server lets no roleRef be changed ("))
    let conflict = try diff(old, new, "-o", "json").json()["roleRefs"][0]
    #expect(conflict["old"]["name"] == "reader" && conflict["new"]["name"] == "other")
    #expect(try diff(old, new, "-o", "markdown").output.contains("⚠ **an apply is refused**"))
    #expect(try diff(old, new, "-o", "sarif").output.contains("immutable-role-ref"))
    #expect(try diff(old, old).output == "no difference\n")
  }
}
