// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC
import TestSupport
import Testing

@testable import Analysis

struct GrantPlanTests {
  private static let missing = [Samples.rule("create - pods/exec")]

  private static func plan(
    _ text: String, missing: [ScopedRule] = missing,
    account: ManifestSet.ServiceAccountName? = Samples.account,
    assumed: ManifestSet.ServiceAccountName? = nil, rewritten: Bool = false, stored: Bool = false
  ) -> GrantPlan {
    GrantPlan(
      for: missing, in: stored ? Samples.cluster(text) : Samples.manifests(text),
      account: account,
      options: GrantPlan.Options(
        kubectl: ["kubectl", "--context", "east"], agent: "ferry", assumedAccount: assumed,
        rolesAreRewritten: rewritten))
  }

  @Test func theRoleThatTheAccountAloneHasGetsTheRules() {
    let plan = Self.plan(Samples.bound(["delete - pods"]))
    #expect(plan.steps.map(\.title) == ["add what is missing to ClusterRole 'agent'"])
    #expect(
      plan.steps.map(\.command) == [
        """
        kubectl --context east auth reconcile --filename - <<'EOF'
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: agent
        rules:
        - apiGroups:
          - ""
          resources:
          - pods/exec
          verbs:
          - create
        EOF
        """
      ])
  }

  /// Owners with what marks their objects.
  private static let owners: [(owner: String, labels: [String: String], notes: [String: String])] =
    [
      ("Argo CD application 'agents'", [:], ["argocd.argoproj.io/tracking-id": "agents:x"]),
      (
        "Flux HelmRelease 'flux/agent'",
        [
          "helm.toolkit.fluxcd.io/name": "agent",
          "helm.toolkit.fluxcd.io/namespace": "flux",
        ], ["meta.helm.sh/release-name": "agent"]
      ),
      ("Flux Kustomization 'agent'", ["kustomize.toolkit.fluxcd.io/name": "agent"], [:]),
      ("Helm release 'w'", [:], ["meta.helm.sh/release-name": "w"]),
      ("whatever manages the instance 'a'", ["app.kubernetes.io/instance": "a"], [:]),
      ("rolefit", ["app.kubernetes.io/managed-by": "rolefit"], ["rolefit.io/actions": "x"]),
    ]

  @Test(arguments: owners.indices)
  func aRoleThatSomebodyKeepsIsChangedThereAndNotBesides(index: Int) {
    let (owner, labels, notes) = Self.owners[index]
    let text =
      RBACText.role("agent", ["get - pods"], labels: labels, annotations: notes)
      + RBACText.binding("agent", role: "agent")
    for missing in [Self.missing, [Samples.rule("delete - pods", in: "till")]] {
      let plan = Self.plan(text, missing: missing)
      #expect(plan.steps.count == 1 && plan.questions.isEmpty)
      #expect(plan.steps[0].command == nil)
      let start = "add what is missing to ClusterRole 'agent', which \(owner) keeps: "
      #expect(plan.steps[0].title.hasPrefix(start), "\(plan.steps[0].title)")
    }
    let rewritten = Self.plan(text, rewritten: true).steps
    let isHelm = owner.hasPrefix("Helm") || owner.hasPrefix("whatever")
    // What the chart to come renders was looked at: no value of the release gives it.
    #expect(rewritten.map { $0.command == nil } == [!isHelm])
  }

  @Test func whatAnEarlierPlanMadeGetsMore() {
    let text =
      RBACText.role(
        "agent-additions", ["get - pods"], labels: ["app.kubernetes.io/managed-by": "rolefit"])
      + RBACText.binding("agent-additions", role: "agent-additions")
    for rewritten in [false, true] {
      let plan = Self.plan(text, rewritten: rewritten)
      #expect(plan.steps.map(\.title) == ["add what is missing to ClusterRole 'agent-additions'"])
    }
  }

  @Test func ofSeveralRolesTheOneThatGrantsMostGetsThem() {
    let text =
      Samples.bound(["delete - pods"], role: "b")
      + Samples.bound(["get - pods", "list - pods"], role: "c")
      + Samples.bound(["get - secrets", "list - secrets"], role: "a")
    #expect(Self.plan(text).steps.map(\.title) == ["add what is missing to ClusterRole 'a'"])
  }

  /// Manifests whose only role must not be touched, each for one reason.
  private static let untouchable: [(why: String, text: String)] = [
    (
      "somebody else is bound by the same binding",
      RBACText.role("agent", ["get - pods"])
        + RBACText.binding("agent", role: "agent", ["own:agent", "User jane"])
    ),
    (
      "somebody else is bound by another binding",
      Samples.bound(["get - pods"])
        + RBACText.binding("other", in: "shop", role: "agent", ["shop:agent"])
    ),
    (
      "an account of the same name in another namespace has it",
      RBACText.role("agent", ["get - pods"])
        + RBACText.binding("agent", role: "agent", ["other:agent"])
    ),
    (
      "it is bound in one namespace only",
      RBACText.role("agent", ["get - pods"])
        + RBACText.binding("agent", in: "own", role: "agent")
    ),
    ("nothing binds it", RBACText.role("agent", ["get - pods"])),
    (
      "kubectl auth reconcile leaves it alone",
      RBACText.role(
        "agent", ["get - pods"],
        annotations: ["rbac.authorization.kubernetes.io/autoupdate": "false"])
        + RBACText.binding("agent", role: "agent")
    ),
    (
      "it is one of Kubernetes",
      RBACText.role("system:agent", ["get - pods"])
        + RBACText.binding("agent", role: "system:agent")
    ),
    (
      "a controller writes its rules",
      RBACText.role("agent", ["get - pods"], aggregating: "a: b")
        + RBACText.binding("agent", role: "agent")
    ),
    (
      "whoever has the default role 'view' gets its rules",
      RBACText.role(
        "agent", ["get - pods"],
        labels: ["rbac.authorization.k8s.io/aggregate-to-view": "true"])
        + RBACText.binding("agent", role: "agent")
    ),
    (
      "whoever has another role gets its rules",
      RBACText.role("agent", ["get - pods"], labels: ["part": "of-all"])
        + RBACText.role("all", [], aggregating: "part: of-all")
        + RBACText.binding("agent", role: "agent")
    ),
  ]

  @Test(arguments: untouchable.indices)
  func aRoleThatIsNotTheAccountsAloneIsLeftAlone(index: Int) {
    let (why, text) = Self.untouchable[index]
    let plan = Self.plan(text)
    #expect(
      plan.steps.map(\.title)
        == ["give own:agent what is missing with ClusterRole 'agent-additions'"], "\(why)")
  }

  /// A Role of the same name in a namespace is another object.
  @Test func aBindingOfAnotherKindOfRoleKeepsNothingFromIt() {
    let text =
      Samples.bound(["get - pods"]) + RBACText.role("agent", in: "shop", ["get - secrets"])
      + RBACText.binding("other", in: "shop", role: "Role/agent", ["User jane"])
    #expect(Self.plan(text).steps.map(\.title) == ["add what is missing to ClusterRole 'agent'"])
  }

  @Test func aLabelThatNoRoleSelectsKeepsNothingFromIt() {
    let text =
      RBACText.role(
        "agent", ["get - pods"],
        labels: ["part": "other", "rbac.authorization.k8s.io/aggregate-to-view": "false"])
      + RBACText.role("all", [], aggregating: "part: of-all")
      + RBACText.binding("agent", role: "agent")
    #expect(Self.plan(text).steps.map(\.title) == ["add what is missing to ClusterRole 'agent'"])
  }

  @Test func rulesThatAControllerPutTogetherInAClusterAreLeftAlone() {
    let text =
      RBACText.role("agent", ["get - pods"], aggregating: "a: b")
      + RBACText.binding("agent", role: "agent")
    #expect(
      Self.plan(text, stored: true).steps.first?.command?.contains("kubectl --context east apply")
        == true)
  }

  @Test func aRoleThatAnUpgradeWritesAnewIsLeftAlone() {
    let text = Samples.bound(["delete - pods"])
    #expect(
      Self.plan(text, rewritten: true).steps.first?.title.hasSuffix("'agent-additions'") == true)
  }

  @Test func aRoleOfItsOwnComesWithItsBinding() throws {
    let plan = Self.plan(RBACText.role("agent", ["get - pods"]))
    let (command, text) = try PlanSteps.applied(by: #require(plan.steps.first))
    #expect(command == "kubectl --context east apply --filename - <<'EOF'")
    let set = Samples.manifests(text)
    #expect(set.diagnostics.isEmpty)
    #expect(set.roles.map(\.name) == ["agent-additions"])
    #expect(set.roles.first?.rules == Self.missing.map(\.rule))
    #expect(set.roles.first?.labels["app.kubernetes.io/name"] == "ferry")
    #expect(set.roles.first?.labels["app.kubernetes.io/managed-by"] == "rolefit")
    #expect(set.bindings.map(\.roleRef.name) == ["agent-additions"])
    #expect(set.bindings.first?.kind == .clusterRoleBinding)
    #expect(
      set.bindings.first?.subjects == [Subject.serviceAccount(namespace: "own", name: "agent")])
  }

  @Test func aNameThatIsTakenGetsANumber() {
    let rules = ["get - pods"]
    let text =
      RBACText.role("agent-additions", rules)
      + RBACText.binding("agent-additions-2", role: "x", ["User jane"])
      // The same name in a namespace is another object's.
      + RBACText.role("agent-additions-3", in: "shop", rules)
    #expect(Self.plan(text).steps.first?.title.hasSuffix("ClusterRole 'agent-additions-3'") == true)
  }

  @Test func eachNamespaceGetsWhatItLacks() throws {
    let text =
      RBACText.role("agent", in: "shop", ["get - pods"])
      + RBACText.binding("agent", in: "shop", role: "Role/agent")
    let missing = [
      Samples.rule("delete - pods", in: "till"), Samples.rule("delete - pods", in: "shop"),
    ]
    let plan = Self.plan(text, missing: missing)
    #expect(
      plan.steps.map(\.title) == [
        "add what is missing to Role 'shop/agent'",
        "give own:agent what is missing with Role 'till/agent-additions'",
      ])
    #expect(plan.steps.first?.command?.contains("\n  name: agent\n  namespace: shop\n") == true)
    let set = Samples.manifests(try PlanSteps.applied(by: #require(plan.steps.last)).text)
    #expect(set.roles.map(\.namespace) == ["till"])
    #expect(set.bindings.map(\.namespace) == ["till"])
    #expect(set.bindings.first?.roleRef.kind == "Role")
    #expect(set.bindings.first?.subjects.map(\.namespace) == ["own"])
  }

  @Test func withoutBindingsTheRoleIsTakenForTheAgentsOwn() {
    let text = RBACText.role("agent", ["get - pods"])
    let plan = Self.plan(text, account: nil)
    #expect(plan.steps.map(\.title) == ["add what is missing to ClusterRole 'agent'"])
  }

  @Test func whereNobodyIsKnownNothingCanBeGiven() {
    #expect(Self.plan("", account: nil, rewritten: true).steps.isEmpty)
    let assumed = ManifestSet.ServiceAccountName(namespace: "ferry", name: "boat")
    let plan = Self.plan("", account: nil, assumed: assumed)
    #expect(
      plan.steps.map(\.title) == [
        "give ferry:boat what is missing with ClusterRole 'boat-additions'"
      ])
  }

  @Test func nothingMissingIsNothingToDo() {
    let plan = Self.plan(Samples.bound(["get - pods"]), missing: [])
    #expect(plan.steps.isEmpty && plan.questions.isEmpty)
  }

  @Test func whoeverChangesARoleMustHoldAllOfIt() {
    let plan = Self.plan(Samples.bound(["delete - pods"]))
    let group = "rbac.authorization.k8s.io"
    #expect(plan.questions.map(\.title) == ["add what is missing to ClusterRole 'agent'"])
    #expect(
      plan.questions.first?.requests == [
        Samples.request("get \(group) clusterroles - agent"),
        Samples.request("update \(group) clusterroles - agent"),
      ])
    #expect(
      plan.questions.first?.shortcut == Samples.request("escalate \(group) clusterroles - agent"))
    #expect(
      Set(plan.questions.first?.held ?? [])
        == Set(Samples.rule("delete - pods").atoms + Samples.rule("create - pods/exec").atoms))
  }

  @Test func whoeverWritesAndBindsARoleIsAskedForBoth() {
    let missing = [Samples.rule("delete - pods", in: "till")]
    let plan = Self.plan("", missing: missing)
    let group = "rbac.authorization.k8s.io"
    #expect(
      plan.questions.map(\.title) == [
        "write Role 'till/agent-additions'", "bind Role 'till/agent-additions' to own:agent",
      ])
    #expect(
      plan.questions.first?.requests == [
        Samples.request("get \(group) roles till agent-additions"),
        Samples.request("create \(group) roles till"),
      ])
    #expect(
      plan.questions.last?.requests == [
        Samples.request("get \(group) rolebindings till agent-additions"),
        Samples.request("create \(group) rolebindings till"),
      ])
    #expect(
      plan.questions.map(\.shortcut) == [
        Samples.request("escalate \(group) roles till agent-additions"),
        Samples.request("bind \(group) roles till agent-additions"),
      ])
    #expect(plan.questions.allSatisfy { $0.held == missing.flatMap(\.atoms) })
  }
}
