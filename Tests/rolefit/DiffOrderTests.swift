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
    #expect(
      lines[0] == "2 new ways to more: secrets@shop, exec@shop; 3 actions gained, 0 lost; "
        + "1 rule added, 0 removed")
    #expect(lines[1] == "! User jane comes to secrets@shop (decided)")
    #expect(lines[2] == "! User jane comes to exec@shop (decided)")
    #expect(lines[3].hasPrefix("note: ClusterRole 'other' is changed, and no binding"))
    #expect(lines[4].hasPrefix("+ action: "))
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
        "an apply is refused; 0 rules added, 0 removed\n"
          + "! an apply is refused: RoleBinding 'shop/agent' refers to ClusterRole 'reader', and is to "
          + "refer to ClusterRole 'other': the API server lets no roleRef be changed ("))
    let conflict = try diff(old, new, "-o", "json").json()["roleRefs"][0]
    #expect(conflict["old"]["name"] == "reader" && conflict["new"]["name"] == "other")
    #expect(try diff(old, new, "-o", "markdown").output.contains("⚠ **an apply is refused**"))
    #expect(try diff(old, new, "-o", "sarif").output.contains("immutable-role-ref"))
    #expect(try diff(old, old).output == "no difference\n")
  }

  @Test func aSideWithoutBindingsGivesNobodyAnythingInAllParts() throws {
    let roles = RBACText.role("reader", ["delete - pods"])
    let bound = roles + RBACText.binding("agent", in: "shop", role: "reader", ["User jane"])
    let outcome = try diff(roles, bound)
    #expect(
      outcome.output.hasPrefix(
        "1 action gained, 0 lost; 1 rule added, 0 removed\n"
          + "note: the old manifests have no binding, so that they give nobody anything\n"
          + "+ action: Delete a pod, in the namespace 'shop'\n"))
    let json = try diff(bound, roles, "-o", "json").json()
    #expect(json["basis"] == "bindings" && json["unboundSide"] == "new")
    #expect(json["actions"]["removed"] == ["Delete a pod, in the namespace 'shop'"])
    #expect(json["removed"].array.count == 1 && json["added"] == [])
    #expect(
      try diff(roles, roles).output
        == "no difference\nnote: neither side has a binding: roles are compared as if each were "
        + "bound\n")
    #expect(try diff(roles, roles, "-o", "json").json()["basis"] == "roles")
  }

  @Test func aRoleThatDiffersAndThatNobodyHasIsNamed() throws {
    let bound = Self.manifests(role: "reader", verbs: "get")
    let outcome = try diff(bound, bound + RBACText.role("idle", ["* * *"]))
    #expect(outcome.status == 0)
    let note = "ClusterRole 'idle' is added, and no binding of either side gives it to anybody"
    #expect(outcome.output.hasPrefix("no difference\nnote: \(note) ("))
    let other = bound + RBACText.role("idle", ["* * *"])
    #expect(try diff(bound, other, "-q").output == "no difference\n")
    let json = try diff(bound, other, "-o", "json").json()["unboundRoles"][0]
    #expect(json["role"] == "ClusterRole 'idle'" && json["change"] == "added")
    for format in ["markdown", "sarif"] {
      #expect(try diff(bound, other, "-o", format).output.contains("ClusterRole 'idle' is added"))
    }
  }
}
