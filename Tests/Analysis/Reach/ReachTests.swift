// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests
import RBAC
import TestSupport
import Testing

@testable import Analysis

/// What a search counts and shows.
struct ReachTests {
  private static func secret(_ name: String, of account: String, type: String) -> String {
    """
    ---
    apiVersion: v1
    kind: Secret
    metadata:
      name: \(name)
      namespace: shop
      annotations: {kubernetes.io/service-account.name: \(account)}
    type: \(type)

    """
  }

  private static let token = secret(
    "deployer-token", of: "deployer", type: "kubernetes.io/service-account-token")

  @Test(arguments: [
    ("get - secrets", "secret-reading"), ("list - secrets", "secret-reading"),
    ("get - secrets deployer-token", "secret-reading"), ("get - secrets other", "unreachable"),
    ("watch - secrets", "secret-reading"), ("patch - secrets", "secret-reading"),
    ("deletecollection - secrets", "secret-reading"), ("update - secrets", "unreachable"),
  ])
  func aTokenSecretOfTheInputIsItsAccount(rule: String, way: String) {
    #expect(ReachWorld([rule], Self.token).way(to: "account:shop:deployer") == way)
    #expect(
      ReachWorld([rule], Self.secret("deployer-token", of: "deployer", type: "Opaque"))
        .way(to: "account:shop:deployer") == "unreachable")
  }

  @Test func aStepShowsItsRequestsAndWhereTheirRulesAreWritten() throws {
    let world = ReachWorld(
      ["get - pods", "create - serviceaccounts/token deployer"],
      RBACText.role("patcher", ["patch - nodes"])
        + RBACText.binding("patcher", role: "patcher", ["shop:deployer"]))
    let path = world.result(to: "patch:/nodes").path
    #expect(path.map(\.route) == ["token-creation", "direct"])
    #expect(
      path.map(\.user.name)
        == ["system:serviceaccount:own:agent", "system:serviceaccount:shop:deployer"])
    let asked = try #require(path.first?.requests.first)
    #expect(asked.request == Samples.request("create - serviceaccounts/token shop deployer"))
    let grant = try #require(asked.grant)
    #expect(grant.role == "ClusterRole 'agent'" && grant.rule == 1)
    #expect(grant.binding == "ClusterRoleBinding 'agent'")
    #expect(grant.place.range?.start.line == 7)
    #expect(path.first?.yields == "the service account 'shop:deployer'")
  }

  @Test func theShortestPathIsShown() {
    let world = ReachWorld(
      ["impersonate - serviceaccounts a,b"],
      RBACText.role("to-b", ["impersonate - serviceaccounts b"])
        + RBACText.binding("a", role: "to-b", ["shop:a"])
        + RBACText.role("patcher", ["patch - nodes"])
        + RBACText.binding("b", role: "patcher", ["shop:b"]))
    #expect(world.way(to: "patch:/nodes") == "impersonation")
  }

  @Test func aDecidedPathIsPreferred() {
    let world = ReachWorld(
      ["create - pods", "create - serviceaccounts/token"],
      RBACText.role("patcher", ["patch - nodes"])
        + RBACText.binding("patcher", role: "patcher", ["shop:deployer"]))
    let result = world.result(to: "patch:/nodes")
    #expect(result.certainty == .decided)
    #expect(result.path.map(\.route) == ["token-creation", "direct"])
  }

  @Test func countsSayHowMuchItIs() {
    let manifests =
      RBACText.role("agent", in: "shop", ["create - pods,pods/portforward"])
      + RBACText.binding("agent", in: "shop", role: "Role/agent")
      + RBACText.binding("other", in: "shop", role: "Role/agent", ["shop:deployer"])
    let counts = ReachWorld(manifests, hasDefaults: false).reach().counts
    #expect(counts.accounts == 2)
    #expect(counts.accountsByNamespace == ["shop": 2])
    #expect(counts.users == 0)
    #expect(counts.secretNamespaces == 1)
    #expect(counts.influences.count == 1)
    #expect(ReachWorld(["* * *"]).reach().counts.secretNamespaces == nil)
    #expect(ReachWorld(["get - pods"]).reach().counts.secretNamespaces == 0)
  }

  @Test func secretsAreOfANamespaceOrOfAll() {
    let manifests =
      RBACText.role("agent", in: "shop", ["get - secrets"])
      + RBACText.binding("agent", in: "shop", role: "Role/agent")
    let world = ReachWorld(manifests, hasDefaults: false)
    #expect(world.way(to: "secrets@shop") == "direct")
    #expect(world.way(to: "secrets@other") == "unreachable")
    #expect(world.way(to: "secrets") == "unreachable")
    #expect(ReachWorld(["get - secrets"]).way(to: "secrets") == "direct")
    #expect(ReachWorld(["get - secrets one"]).way(to: "secrets") == "unreachable")
  }

  @Test func usualGoalsNameWhatWasComeTo() {
    let manifests =
      RBACText.role("agent", in: "shop", ["create - pods"])
      + RBACText.binding("agent", in: "shop", role: "Role/agent")
    let goals = ReachWorld(manifests, hasDefaults: false).reach().usualGoals(actions: ["exec:pod"])
    #expect(
      goals.map(\.id) == [
        "cluster-admin", "node", "rbac", "secrets", "secrets@shop", "account:shop:default",
        "exec:pod",
      ])
  }

  /// Upstream's documents: view reads, edit comes to the accounts and Secrets of its namespace.
  @Test(arguments: [
    ("view", "unreachable", "unreachable", "unreachable"),
    ("edit", "direct", "impersonation", "unreachable"),
    ("admin", "direct", "impersonation", "direct"),
  ])
  func theDefaultRolesComeToWhatTheyAreFor(
    role: String, secrets: String, account: String, bindings: String
  ) {
    let world = ReachWorld(
      RBACText.binding("agent", in: "shop", role: role)
        + RBACText.role("patcher", in: "shop", ["get - configmaps"])
        + RBACText.binding("other", in: "shop", role: "Role/patcher", ["shop:deployer"]))
    #expect(world.way(to: "secrets@shop") == secrets)
    #expect(world.way(to: "account:shop:deployer") == account)
    #expect(
      world.way(to: "create:rbac.authorization.k8s.io/rolebindings@shop") == bindings)
    for goal in ["cluster-admin", "node", "secrets", "secrets@other"] {
      #expect(world.way(to: goal) == "unreachable", "\(goal)")
    }
  }

  /// One identity may make a mutating policy, and another bind it.
  @Test(arguments: [("other", "mutating-policy"), ("nobody", "unreachable")])
  func aPolicyAndItsBindingMayBeMadeByTwo(binder: String, way: String) {
    let group = "admissionregistration.k8s.io"
    let world = ReachWorld(
      [
        "create - serviceaccounts/token other", "create \(group) mutatingadmissionpolicies",
      ],
      RBACText.role("binder", ["create \(group) mutatingadmissionpolicybindings"])
        + RBACText.binding("binder", role: "binder", ["own:\(binder)"]), isClosed: true)
    #expect(world.way(to: "cluster-admin").hasSuffix(way))
  }

  /// What writes a Secret or takes it away answers with what it held.
  @Test(arguments: [
    ("patch", "direct"), ("delete", "direct"), ("deletecollection", "direct"),
    ("update", "unreachable"), ("create", "unreachable"),
  ])
  func writingASecretShowsIt(verb: String, way: String) {
    #expect(ReachWorld(["\(verb) - secrets"], isClosed: true).way(to: "secrets") == way)
  }

  /// Everybody may leave credentials out.
  @Test(arguments: [
    ("Group system:unauthenticated", "anonymous"), ("User system:anonymous", "anonymous"),
    ("User jane", "unreachable"),
  ])
  func everybodyMayBeAnonymous(subject: String, way: String) {
    let world = ReachWorld(
      ["get - configmaps"],
      RBACText.role("nodes", ["patch - nodes"])
        + RBACText.binding("nodes", role: "nodes", [subject]), isClosed: true)
    #expect(world.way(to: "patch:/nodes") == way)
  }
}
