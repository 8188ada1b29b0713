// SPDX-License-Identifier: Apache-2.0

import Analysis
import TestSupport
import Testing

struct ActionChangeTests {
  private static let ids = ["delete:pod", "cordon:node", "rollback:deployment"]

  private static func titles(
    _ old: String, _ new: String, _ ids: [String] = ids
  ) -> (gained: [String], lost: [String]) {
    let change = ActionChange(
      from: Samples.manifests(old), to: Samples.manifests(new), defaults: DefaultObjects())
    let actions = Samples.actions(ids)
    let context = Samples.context()
    return (
      change.gained(actions, of: Samples.ferry, in: context).map(\.title),
      change.lost(actions, of: Samples.ferry, in: context).map(\.title)
    )
  }

  private static func role(_ rules: [String], in namespaces: [String?] = [nil]) -> String {
    RBACText.role("r", rules)
      + namespaces.map { RBACText.binding("b-\($0 ?? "all")", in: $0, role: "r") }.joined()
  }

  @Test func anActionIsGainedWhenAllOfItIsAllowed() {
    let most = Self.role(["get,patch apps deployments"])
    let all = Self.role(["get,patch apps deployments", "list apps replicasets"])
    #expect(Self.titles(most, all).gained == ["Roll a deployment back"])
    #expect(Self.titles(most, all).lost.isEmpty)
    #expect(Self.titles(all, most).lost == ["Roll a deployment back"])
    // What was possible before is not gained with something else.
    let more = Self.role(["get,patch,delete apps deployments", "list apps replicasets"])
    #expect(Self.titles(all, more) == ([], []))
    let none = Self.role(["get apps deployments"])
    #expect(Self.titles(none, most) == ([], []))
  }

  @Test func whereItChangedIsSaid() {
    let none = Self.role(["delete - pods"], in: [])
    let one = Self.role(["delete - pods"], in: ["shop"])
    let two = Self.role(["delete - pods"], in: ["till", "shop"])
    let all = Self.role(["delete - pods"])
    let inShop = "Delete a pod, in the namespace 'shop'"
    #expect(Self.titles(Self.role(["get - pods"]), one).gained == [inShop])
    #expect(
      Self.titles(Self.role(["get - pods"]), two).gained
        == ["Delete a pod, in the namespaces 'shop', 'till'"])
    #expect(Self.titles(one, two).gained == ["Delete a pod, in the namespace 'till'"])
    #expect(Self.titles(one, all).gained == ["Delete a pod, in every namespace"])
    #expect(Self.titles(all, one).lost == ["Delete a pod, in every namespace"])
    #expect(Self.titles(all, two).gained.isEmpty)
    // Without any binding on either side the role is what would be granted; on one side alone that
    // gives nobody anything.
    #expect(Self.titles(none, one) == ([inShop], []))
    #expect(Self.titles(Self.role(["get - pods"], in: []), none).gained == ["Delete a pod"])
  }

  @Test func whatIsClusterScopedIsNotGainedInANamespace() {
    let before = Self.role(["get - nodes"])
    #expect(Self.titles(before, Self.role(["patch - nodes"], in: ["shop"])).gained.isEmpty)
    #expect(Self.titles(before, Self.role(["patch - nodes"])).gained == ["Cordon a node"])
  }

  @Test func aRoleThatNobodyHasGivesNothing() {
    let before = Self.role(["get - nodes"])
    let idle = before + RBACText.role("idle", ["delete - pods"])
    #expect(Self.titles(before, idle).gained.isEmpty)
    let unheld = idle + RBACText.binding("idle", role: "idle", [])
    #expect(Self.titles(before, unheld).gained.isEmpty)
    let held = idle + RBACText.binding("idle", role: "idle", ["User jane"])
    #expect(Self.titles(before, held).gained == ["Delete a pod"])
  }

  @Test func aRoleOfAnotherNamespaceIsNotTheOneThatIsBound() {
    let before = Self.role(["get - nodes"])
    let role = RBACText.role("local", in: "shop", ["delete - pods"])
    let wrong = RBACText.binding("local", in: "till", role: "Role/local")
    let right = RBACText.binding("local", in: "shop", role: "Role/local")
    #expect(Self.titles(before, before + role + wrong).gained.isEmpty)
    #expect(
      Self.titles(before, before + role + right).gained
        == ["Delete a pod, in the namespace 'shop'"])
  }
}
