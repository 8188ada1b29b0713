// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import Testing
import YAMLSyntax

struct AgentAccountTests {
  private static let traits = AgentAccount.Traits(
    images: ["watcher", "programs"], names: ["agent", "chart"])

  private static func binding(_ accounts: [String]) -> String {
    """
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: \(accounts.joined(separator: "-"))}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
    subjects:
    \(accounts.map { "- {kind: ServiceAccount, name: \($0), namespace: own}" }
      .joined(separator: "\n"))

    """
  }

  private static func workload(_ kind: String, image: String, account: String?) -> String {
    let pod =
      "{\(account.map { "serviceAccountName: \($0), " } ?? "")containers: [{image: '\(image)'}]}"
    let spec =
      kind == "CronJob"
      ? "{jobTemplate: {spec: {template: {spec: \(pod)}}}}"
      : "{template: {spec: \(pod)}}"
    return """
      ---
      apiVersion: apps/v1
      kind: \(kind)
      metadata: {name: w, namespace: own}
      spec: \(spec)

      """
  }

  private static func account(_ text: String) -> AgentAccount {
    var reader = ManifestReader(kubernetesMinor: 31)
    reader.read(SourceText(name: "test.yaml", text: text))
    return AgentAccount(in: reader.finish(inputs: "test"), traits: traits)
  }

  private static func name(_ account: AgentAccount) -> String? {
    if case .found(let found, _) = account { return found.description }
    return nil
  }

  @Test func theOnlyBoundAccountIsTheAgents() {
    #expect(Self.name(Self.account(Self.binding(["one"]))) == "own:one")
  }

  @Test func nothingTellsTwoStrangersApart() {
    let account = Self.account(Self.binding(["one", "two"]))
    guard case .several(let candidates) = account else {
      Issue.record("\(account)")
      return
    }
    #expect(candidates.map(\.name) == ["one", "two"])
  }

  @Test func anAccountOfTheAgentsNameIsTheAgents() {
    #expect(Self.name(Self.account(Self.binding(["agent", "chart", "two"]))) == "own:agent")
    #expect(Self.name(Self.account(Self.binding(["one", "chart"]))) == "own:chart")
  }

  @Test(arguments: [
    "watcher", "watcher:1.2", "registry:5000/a/watcher", "r.example/a/watcher@sha256:00",
    "r.example/watcher:1@sha256:00",
  ])
  func theWorkloadThatRunsTheAgentsImageSaysItsAccount(image: String) {
    for kind in ["Deployment", "DaemonSet", "CronJob"] {
      let text =
        Self.binding(["agent", "two"]) + Self.workload(kind, image: image, account: "two")
      #expect(Self.name(Self.account(text)) == "own:two", "\(kind)")
    }
  }

  @Test(arguments: ["watcher-proxy", "watcher/other", "r.example/awatcher:1"])
  func anotherImageSaysNothing(image: String) {
    let text =
      Self.binding(["agent", "two"])
      + Self.workload("Deployment", image: image, account: "two")
    #expect(Self.name(Self.account(text)) == "own:agent")
  }

  @Test func theSurestImageDecidesAndOneThatSeveralAccountsRunDoesNot() {
    let others =
      Self.binding(["agent", "two"]) + Self.workload("DaemonSet", image: "programs", account: "two")
    #expect(Self.name(Self.account(others)) == "own:two")
    let both = others + Self.workload("Deployment", image: "watcher", account: "three")
    #expect(Self.name(Self.account(both)) == "own:three")
    let shared = others + Self.workload("Job", image: "programs", account: "three")
    #expect(Self.name(Self.account(shared)) == "own:agent")
  }

  @Test func anAgentWhoseAccountIsNotBoundIsFoundAllTheSame() {
    let text =
      Self.binding(["two"]) + Self.workload("Deployment", image: "watcher", account: nil)
    #expect(Self.name(Self.account(text)) == "own:default")
  }

  @Test func anAccountUnderWhichSomethingRunsIsPreferredToIdleOnes() {
    let text =
      Self.binding(["one", "two"]) + Self.workload("Deployment", image: "x", account: "one")
    #expect(Self.name(Self.account(text)) == "own:one")
    let both = text + Self.workload("StatefulSet", image: "y", account: "two")
    #expect(Self.name(Self.account(both)) == nil)
  }
}
