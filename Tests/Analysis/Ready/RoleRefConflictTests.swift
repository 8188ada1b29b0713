// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC
import TestSupport
import Testing

struct RoleRefConflictTests {
  private static func conflicts(from old: String, to new: String) -> [RoleRefConflict] {
    RoleRefConflict.all(
      from: Samples.manifests(old), to: Samples.manifests(new, name: "new.yaml"))
  }

  @Test func aBindingThatIsToReferToAnotherRoleIsOne() {
    let conflicts = Self.conflicts(
      from: RBACText.binding("b", role: "old"), to: RBACText.binding("b", role: "new"))
    #expect(conflicts.map(\.title) == ["ClusterRoleBinding 'b'"])
    #expect(conflicts.map(\.old.name) == ["old"])
    #expect(conflicts.map(\.new.name) == ["new"])
    #expect(conflicts.first?.range?.file == "new.yaml")
    #expect(conflicts.first?.range?.start.line == 2)
  }

  @Test func theKindOfTheRoleCountsAsWellAsItsName() {
    let conflicts = Self.conflicts(
      from: RBACText.binding("b", in: "shop", role: "x"),
      to: RBACText.binding("b", in: "shop", role: "Role/x"))
    #expect(conflicts.map(\.title) == ["RoleBinding 'shop/b'"])
    #expect(conflicts.map(\.old.kind) == ["ClusterRole"])
    #expect(conflicts.map(\.new.kind) == ["Role"])
  }

  @Test func otherBindingsOfTheSameNameAreNone() {
    let old = RBACText.binding("b", in: "shop", role: "old")
    #expect(Self.conflicts(from: old, to: RBACText.binding("b", role: "new")).isEmpty)
    #expect(
      Self.conflicts(from: old, to: RBACText.binding("b", in: "till", role: "new")).isEmpty)
    #expect(
      Self.conflicts(from: old, to: RBACText.binding("c", in: "shop", role: "new")).isEmpty)
  }

  @Test func otherSubjectsAndBindingsThatGoAreNone() {
    let old = RBACText.binding("b", role: "x") + RBACText.binding("gone", role: "x")
    #expect(
      Self.conflicts(from: old, to: RBACText.binding("b", role: "x", ["User jane"])).isEmpty)
  }

  @Test func theyAreSortedByKindNamespaceAndName() {
    func text(_ role: String) -> String {
      RBACText.binding("z", in: "a", role: role) + RBACText.binding("a", in: "b", role: role)
        + RBACText.binding("y", in: "a", role: role) + RBACText.binding("z", role: role)
    }
    #expect(
      Self.conflicts(from: text("old"), to: text("new")).map(\.title) == [
        "ClusterRoleBinding 'z'", "RoleBinding 'a/y'", "RoleBinding 'a/z'", "RoleBinding 'b/a'",
      ])
  }
}
