// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests
import RBAC
import TestSupport
import Testing

@testable import Analysis

struct DenialExplainerTests {
  private static func denial(
    _ request: String, by user: String = "system:serviceaccount:own:agent"
  ) -> Denial {
    .unauthorized(Denial.Unauthorized(user: user, request: Samples.request(request)))
  }

  private static func explain(
    _ denial: Denial, _ manifests: String? = nil
  ) -> DenialExplainer.Explanation {
    DenialExplainer(
      catalog: Samples.ferry, manifests: manifests.map { Samples.manifests($0) },
      table: Samples.table, defaults: DefaultObjects()
    ).explain(denial)
  }

  private static func notes(_ request: String, _ manifests: String) -> [String] {
    explain(denial(request), manifests).notes.map(\.message)
  }

  @Test func theActionsThatSendTheRequestAreNamed() {
    #expect(Self.explain(Self.denial("delete - pods shop web-0")).actions == ["delete:pod"])
    #expect(
      Self.explain(Self.denial("list apps replicasets")).actions == ["rollback:deployment"])
    #expect(Self.explain(Self.denial("get - secrets")).actions.isEmpty)
  }

  @Test func anActionThatNeedsTheRequestIsMoreLikelyThanOneThatCouldSendIt() {
    // Scaling may patch the deployment itself, and rolling back must.
    #expect(
      Self.explain(Self.denial("patch apps deployments")).actions
        == ["restart:deployment", "rollback:deployment"])
    // Only an optional step looks the pod up.
    #expect(Self.explain(Self.denial("get - pods")).actions == ["delete:pod"])
  }

  @Test func theRuleIsForEveryNameInThePlaceOfTheRequest() {
    #expect(
      Self.explain(Self.denial("delete - pods shop web-0")).rule
        == Samples.rule("delete - pods", in: "shop"))
    #expect(
      Self.explain(Self.denial("patch apps deployments/scale")).rule
        == Samples.rule("patch apps deployments/scale"))
    #expect(Self.explain(Self.denial("get /metrics")).rule == Samples.rule("get /metrics"))
  }

  @Test func withoutManifestsThereIsNothingMoreToSay() {
    #expect(Self.explain(Self.denial("delete - pods")).notes.isEmpty)
  }

  @Test func manifestsThatAllowItAreNotApplied() throws {
    let explanation = Self.explain(
      Self.denial("delete - pods"), Samples.bound(["get - nodes", "delete - pods"]))
    let note = try #require(explanation.notes.first)
    #expect(explanation.notes.count == 1)
    #expect(note.message.hasPrefix("these manifests allow it: "))
    #expect(note.message.hasSuffix("; apply them, or another authorizer than RBAC refused"))
    #expect(note.range?.start.line == 7)
  }

  @Test func whatComesNearIsExplainedFirst() {
    #expect(
      Self.notes("delete - pods", Samples.bound(["delete core pods"]))
        == ["apiGroups 'core' is not the core group, which is written \"\""])
    let local =
      RBACText.role("r", ["patch - nodes"]) + RBACText.binding("b", in: "shop", role: "r")
    #expect(
      Self.notes("patch - nodes", local) == [
        "RoleBinding 'shop/b' gives it in the namespace 'shop', and nodes are cluster-scoped: "
          + "only a ClusterRoleBinding can give them"
      ])
  }

  @Test func aRoleThatIsNotThereMayGrantIt() {
    let notes = Self.notes(
      "delete - pods", Samples.bound(["get - nodes"]) + RBACText.binding("b", role: "absent"))
    #expect(
      notes == [
        "clusterrole.rbac.authorization.k8s.io \"absent\" not found",
        "add the rule to ClusterRole 'agent'",
      ])
  }

  @Test func elseTheRoleToAddItToIsNamed() {
    #expect(
      Self.notes("delete - pods shop", Samples.bound(["get - nodes"]))
        == ["add the rule to ClusterRole 'agent'"])
    let local =
      RBACText.role("r", in: "shop", ["get - secrets"])
      + RBACText.binding("b", in: "shop", role: "Role/r")
    #expect(Self.notes("delete - pods shop", local) == ["add the rule to Role 'shop/r'"])
    let elsewhere = "Role 'shop/r' is bound in other namespaces only"
    #expect(
      Self.notes("delete - pods till", local) == [
        "add the rule to a role and bind it with a RoleBinding in the namespace 'till': "
          + elsewhere
      ])
    #expect(
      Self.notes("patch - nodes", local)
        == ["add the rule to a ClusterRole and bind it with a ClusterRoleBinding: " + elsewhere])
  }

  @Test func whoHasNoRoleIsSaidToHaveNone() {
    let stray =
      RBACText.role("r", ["get - secrets"]) + RBACText.binding("b", role: "r", ["other:agent"])
    #expect(
      Self.notes("delete - pods", stray) == [
        "ClusterRoleBinding 'b' names the service account of the namespace 'other', not 'own'",
        "no role is bound to own:agent alone: create a ClusterRole with the rule, and a "
          + "ClusterRoleBinding that gives it to the ServiceAccount own:agent",
      ])
  }

  @Test func aUserIsNoServiceAccount() {
    let explanation = Self.explain(
      Self.denial("delete - pods", by: "jane"), Samples.bound(["delete - pods"]))
    #expect(explanation.notes.map(\.message) == ["jane is no service account"])
  }

  @Test(arguments: [
    (Denial.Refusal.Cause.quota, "quota"), (.webhook, "webhook"), (.podSecurity, "pod security"),
    (.escalation, "escalate"), (.admission, "admission plugin"),
  ])
  func whatRBACDidNotRefuseNoRuleMends(cause: Denial.Refusal.Cause, word: String) {
    let explanation = Self.explain(.other(Denial.Refusal(cause: cause, text: "no")))
    #expect(explanation.rule == nil && explanation.actions.isEmpty)
    #expect(explanation.notes.count == 1)
    #expect(explanation.notes.first?.message.contains(word) == true)
  }
}
