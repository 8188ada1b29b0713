// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Analysis

/// What the sides of a comparison are judged by.
struct DiffBasisTests {
  private static func basis(_ old: String, _ new: String) -> DiffBasis {
    DiffBasis(from: Samples.manifests(old), to: Samples.manifests(new))
  }

  private static let role = RBACText.role("r", ["get - pods"])
  private static let bound = role + RBACText.binding("b", role: "r")

  @Test func bindingsCountWhereASideHasOne() {
    let bare = Self.basis(Self.role, Self.role)
    #expect(!bare.judgesBindings && bare.unboundSide == nil && bare.unboundRoles.isEmpty)
    #expect(Self.basis(Self.bound, Self.bound).sentence == nil)
    #expect(Self.basis(Self.role, Self.bound).unboundSide == .old)
    #expect(Self.basis(Self.bound, Self.role).unboundSide == .new)
  }

  @Test func aRoleIsUnboundWhereNoSideBindsItAndItDiffers() {
    let idle = RBACText.role("idle", ["get - secrets"])
    let wider = RBACText.role("idle", ["get,list - secrets"])
    func changes(_ old: String, _ new: String) -> [String] {
      Self.basis(Self.bound + old, Self.bound + new).unboundRoles.map {
        "\($0.title) \($0.change.rawValue)"
      }
    }
    #expect(changes("", idle) == ["ClusterRole 'idle' added"])
    #expect(changes(idle, "") == ["ClusterRole 'idle' removed"])
    #expect(changes(idle, wider) == ["ClusterRole 'idle' changed"])
    #expect(changes(idle, idle).isEmpty)
    // What a binding gives on one side is in the difference.
    #expect(changes(idle + RBACText.binding("i", role: "idle"), wider).isEmpty)
    #expect(changes(idle + RBACText.binding("i", role: "idle", []), wider).count == 1)
  }

  @Test func aPartOfAnAggregatedRoleIsHeldThroughIt() {
    let part = """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: part
        labels: {rbac.authorization.k8s.io/aggregate-to-edit: "true"}
      rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
      ---

      """
    #expect(Self.basis(Self.bound, Self.bound + part).unboundRoles.isEmpty)
  }
}
