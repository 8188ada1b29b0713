// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC
import TestSupport
import Testing

struct AgentAccessTests {
  /// Requests for paths have no namespace: what gives them through a RoleBinding gives nothing.
  @Test func pathsThroughARoleBindingAreGrantedToNoEffect() throws {
    let text =
      Samples.bound(["delete - pods"])
      + RBACText.role("paths", ["get /metrics", "get - secrets"])
      + RBACText.binding("paths", in: "shop", role: "paths")
    let access = Samples.access(text)
    let request = Samples.request("get /metrics")
    #expect(!access.policy.decide(request, by: access.user).allowed)
    let verification = Samples.verify(["delete:pod"], by: access)
    let inert = try #require(verification.inert.first)
    #expect(verification.inert.count == 1)
    #expect(inert.reason == "paths are in no namespace, and this is granted in 'shop' only")
    #expect(inert.grant.title == "ClusterRole 'paths' rule 1")
    #expect(verification.excess.map(\.rule) == [Samples.rule("get - secrets", in: "shop")])
    let everywhere = Samples.access(
      text.replacing(", namespace: shop", with: "")
        .replacing("kind: RoleBinding", with: "kind: ClusterRoleBinding"))
    #expect(Samples.verify(["delete:pod"], by: everywhere).inert.isEmpty)
  }

  @Test func withoutAnAccountEveryRoleIsHeldWhereItWouldHold() {
    let text =
      RBACText.role("a", ["get - pods"]) + RBACText.role("b", in: "shop", ["get - secrets"])
    let access = Samples.access(text, of: nil)
    #expect(access.isAssumedBound)
    #expect(access.grants.map(\.scope) == [.cluster, .namespace("shop")])
    #expect(access.grants.map(\.title) == ["ClusterRole 'a' rule 1", "Role 'shop/b' rule 1"])
    #expect(access.grants.allSatisfy { $0.bindingEntry == nil })
  }

  @Test func defaultRolesCountWhereTheManifestsHaveNoneOfThatName() {
    let set = Samples.manifests(RBACText.role("view", ["get - secrets"]))
    let defaults = DefaultObjects(roles: set.roles)
    func rules(_ text: String) -> [PolicyRule] {
      AgentAccess(
        of: Samples.account, in: Samples.manifests(text), defaults: defaults, closedWorld: false
      ).grants.map(\.rule)
    }
    let binding = RBACText.binding("b", role: "view")
    #expect(rules(binding) == [Samples.rule("get - secrets").rule])
    let own = RBACText.role("view", ["get - pods"])
    #expect(rules(binding + own) == [Samples.rule("get - pods").rule])
    // A Role of that name is another object.
    let local = RBACText.role("view", in: "shop", ["get - pods"])
    #expect(rules(binding + local) == [Samples.rule("get - secrets").rule])
  }

  @Test func aRoleThatIsNotThereIsUnresolvedUnlessNothingElseExists() {
    let text = RBACText.binding("b", role: "absent")
    #expect(Samples.access(text).unresolved.count == 1)
    #expect(Samples.access(text, closedWorld: true).unresolved.isEmpty)
  }
}
