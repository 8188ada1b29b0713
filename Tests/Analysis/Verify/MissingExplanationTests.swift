// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import TestSupport
import Testing

struct MissingExplanationTests {
  private static func notes(
    _ text: String, for request: String, clusterScoped: Bool = false,
    account: ManifestSet.ServiceAccountName? = Samples.account
  ) -> [String] {
    MissingExplanation(Samples.access(text, of: account))
      .notes(for: Samples.request(request), isClusterScoped: clusterScoped).map(\.message)
  }

  @Test func aRuleThatIsBoundTooNarrowlySaysSo() {
    let text =
      RBACText.role("agent", ["get - pods,nodes", "get /metrics"])
      + RBACText.binding("agent", in: "shop", role: "agent")
    let binding = "RoleBinding 'shop/agent' gives it in the namespace 'shop'"
    #expect(
      Self.notes(text, for: "get - pods")
        == ["\(binding) only; it is needed in every namespace"])
    #expect(
      Self.notes(text, for: "get - pods till")
        == ["\(binding) only; it is needed in the namespace 'till'"])
    #expect(
      Self.notes(text, for: "get - nodes", clusterScoped: true) == [
        "\(binding), and nodes are cluster-scoped: only a ClusterRoleBinding can give them"
      ])
    #expect(
      Self.notes(text, for: "get /metrics") == [
        "\(binding), and a path is in no namespace: only a ClusterRoleBinding can give it"
      ])
  }

  @Test func aNearMissSaysWhereItStands() throws {
    let access = Samples.access(Samples.bound(["list - secrets", "get - pod"]))
    let notes = MissingExplanation(access)
      .notes(for: Samples.request("get - pods"), isClusterScoped: false)
    #expect(
      notes.map(\.message)
        == ["'pod' is not 'pods': resources are plural, lower case and literal"])
    #expect(notes.first?.range?.file == "test.yaml" && notes.first?.range?.start.line == 7)
  }

  @Test func aPatternOfPathsDoesNotHoldThePathAboveIt() {
    let text = Samples.bound(["get /metrics/*"])
    #expect(
      Self.notes(text, for: "get /metrics")
        == ["'/metrics/*' covers what is below /metrics, not /metrics itself"])
    #expect(Self.notes(text, for: "get /healthz").isEmpty)
    #expect(Self.notes(text, for: "post /metrics").isEmpty)
  }

  @Test func aRoleThatNothingBindsWouldDo() {
    let text = Samples.bound(["get - secrets"]) + RBACText.role("idle", ["delete - pods"])
    #expect(
      Self.notes(text, for: "delete - pods")
        == ["ClusterRole 'idle' would do, but no binding gives it to own:agent"])
    #expect(Self.notes(text, for: "delete - nodes").isEmpty)
  }

  @Test func aRoleThatIsBoundToOthersWouldDo() {
    func notes(_ subjects: [String]) -> [String] {
      Self.notes(
        RBACText.role("r", ["delete - pods"]) + RBACText.binding("b", role: "r", subjects),
        for: "delete - pods")
    }
    #expect(
      notes(["User jane", "Group devs"]) == [
        "ClusterRole 'r' would do, but ClusterRoleBinding 'b' gives it to User 'jane', "
          + "Group 'devs', not to own:agent"
      ])
    #expect(
      notes([]) == [
        "ClusterRole 'r' would do, but ClusterRoleBinding 'b' gives it to nobody, not to own:agent"
      ])
    #expect(
      notes(["User jane", "other:agent"]) == [
        "ClusterRole 'r' would do, but ClusterRoleBinding 'b' gives it to the service account of "
          + "the namespace 'other', not 'own'"
      ])
  }

  @Test func aRoleIsBoundByBindingsOfItsOwnNamespaceOnly() {
    let text =
      RBACText.role("r", in: "shop", ["delete - pods"])
      + RBACText.binding("b", in: "till", role: "Role/r", ["User jane"])
    #expect(
      Self.notes(text, for: "delete - pods shop")
        == ["Role 'shop/r' would do, but no binding gives it to own:agent"])
  }

  @Test func aRoleThatTheAccountHasIsNotCalledUnbound() {
    let text = RBACText.role("r", ["delete - pods"]) + RBACText.binding("b", in: "shop", role: "r")
    #expect(Self.notes(text, for: "delete - pods").count == 1)
    #expect(
      Self.notes(text, for: "delete - pods").allSatisfy {
        $0.hasPrefix("RoleBinding 'shop/b' gives it")
      })
  }

  @Test func withoutBindingsNothingIsSaidOfThem() {
    let text = RBACText.role("r", ["list - pods"]) + RBACText.role("s", in: "shop", ["get - pods"])
    #expect(
      Self.notes(text, for: "get - pods", account: nil) == [
        "list on pods does not include get: no verb implies another",
        """
        Role 'shop/s' rule 1 gives it in the namespace 'shop' only; it is needed in every namespace
        """,
      ])
  }

  @Test func manyReasonsAreCutShortAndNoneIsSaidTwice() {
    let many = (0..<9).map { "get - pods name-\($0)" }
    #expect(Self.notes(Samples.bound(many), for: "get - pods shop web-0").count == 6)
    let same = Samples.bound(["list - pods", "list - pods"])
    #expect(Self.notes(same, for: "get - pods").count == 1)
  }

  /// A cluster has many roles that would do, such as its administrators'.
  @Test func inAClusterOnlyRolesThatSeemMeantForTheAgentAreNamed() {
    func notes(_ roles: String) -> [String] {
      let set = Samples.cluster(roles)
      return MissingExplanation(Samples.access(set, closedWorld: true))
        .notes(for: Samples.request("delete - pods"), isClusterScoped: false).map(\.message)
    }
    let admin = RBACText.role("admin", ["* * *"])
    let own = RBACText.role("agent-actions", ["delete - pods"])
    #expect(
      notes(admin + own)
        == ["ClusterRole 'agent-actions' would do, but no binding gives it to own:agent"])
    #expect(
      notes(admin) == ["ClusterRole 'admin' would do, but no binding gives it to own:agent"])
    let made = RBACText.role(
      "admin", ["* * *"], labels: ["kubernetes.io/bootstrapping": "rbac-defaults"])
    #expect(notes(made).isEmpty)
  }
}
