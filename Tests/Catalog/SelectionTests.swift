// SPDX-License-Identifier: Apache-2.0

import Catalog
import RBAC
import Testing

struct SelectionTests {
  private let catalog = Catalog.builtIn

  @Test(arguments: [
    ("exec:pod", "exec:pod"), ("pod:exec", "exec:pod"), ("POD:Exec", "exec:pod"),
    ("shell:pod", "exec:pod"), ("exec:pods", "exec:pod"), ("exec:po", "exec:pod"),
    ("scale:deploy", "scale:deployment"), ("deployments:scale", "scale:deployment"),
    ("scale:sts", "scale:statefulset"), ("retrigger:job", "rerun:job"),
    ("re-trigger:jobs", "rerun:job"), ("rerun:cronjob", "run:cronjob"),
    ("revert:deployment", "rollback:deployment"), ("revert:helm-chart", "revert:helm-chart"),
    ("upgrade:helm-chart", "install:helm-chart"), ("portforward:pod", "port-forward:pod"),
    ("update:configmap", "edit:configmap"), ("edit:cm", "edit:configmap"),
    ("edit:deployments.apps", "edit:deployment"), ("delete:*", "delete:any"),
    ("edit:*", "edit:any"), ("delete:pvc", "delete:persistentvolumeclaim"),
    ("modify-resources:deployment", "set-resources:deployment"), ("log:pod", "logs:pod"),
    ("edit:certificates.cert-manager.io", "edit:certificates.cert-manager.io"),
    ("certificates.cert-manager.io:delete", "delete:certificates.cert-manager.io"),
  ])
  func everySpellingIsNormalised(word: String, id: String) {
    #expect(catalog.action(word)?.id == id)
  }

  @Test func everyIdStandsForItself() {
    for action in catalog.entries {
      #expect(catalog.action(action.id) == action, "\(action.id)")
      #expect(catalog.action("\(action.kind):\(action.verb)")?.id == action.id, "\(action.id)")
    }
  }

  @Test(arguments: [
    "", "scale", "scale:", ":pod", "scale:node", "edit:.x", "edit:a.", "edit:A B.c",
  ])
  func otherWordsAreNoAction(word: String) {
    #expect(catalog.action(word) == nil)
  }

  @Test func anActionOverAnyResourceHasThatResourcesRules() throws {
    let action = try #require(catalog.action("edit:certificates.cert-manager.io"))
    #expect(
      catalog.rules(for: [action], in: .newest).map(\.rule).map(FactsTests.short)
        == ["cert-manager.io/certificates:patch"])
    #expect(
      try catalog.select(["scale:deployment,edit:rollouts.argoproj.io"]).map(\.id)
        == ["scale:deployment", "edit:rollouts.argoproj.io"])
  }

  @Test(
    arguments: [
      (["scale:deployment", "delete:pod"], [], [], ["scale:deployment", "delete:pod"]),
      (["delete:pod,scale:deployment"], [], [], ["scale:deployment", "delete:pod"]),
      (["none"], ["exec:pod"], [], ["exec:pod"]),
      (
        ["developer"], [], ["scale:service"],
        ["delete:pod", "restart:deployment", "restart:statefulset", "rerun:job"]
      ),
      (["none"], [], ["all"], []),
      (["drain:node"], [], [], ["drain:node"]),
      (["logs:pod"], [], [], ["logs:pod"]),
      ([], [], [], []),
    ] as [([String], [String], [String], [String])])
  func wordsSelectActions(
    words: [String], enabled: [String], disabled: [String], ids: [String]
  ) throws {
    let selected = try catalog.select(words, enabling: enabled, disabling: disabled)
    #expect(selected.map(\.id) == ids)
  }

  @Test(arguments: [
    (
      "scale:deploymnt", "0.2.0",
      "there is no action 'scale:deploymnt'; did you mean 'scale:deployment'?"
    ),
    ("bsic", "0.2.0", "there is no action 'bsic'; did you mean 'basic'?"),
    ("teleport:whale", "0.2.0", "there is no action 'teleport:whale'"),
    ("pod:exec", "0.1.104", "'exec:pod' needs agent 0.1.173 or later, and this agent is 0.1.104"),
    (
      "restart:deployment", "0.1.104",
      "'restart:deployment' needs agent 0.1.107 or later, and this agent is 0.1.104"
    ),
    ("podExec", "0.1.172", "'podExec' needs agent 0.1.173 or later, and this agent is 0.1.172"),
    (
      "restart:service", "0.1.104",
      "'restart:service' needs agent 0.1.107 or later, and this agent is 0.1.104"
    ),
  ])
  func whatCannotBeSelectedSaysWhy(word: String, agent: String, message: String) throws {
    let version = try #require(AgentVersion(agent))
    let error = #expect(throws: SelectionError.self) {
      try catalog.select([word], agentVersion: version)
    }
    #expect(error?.description == message)
  }

  @Test func aSetIsWhatTheAgentHasOfIt() throws {
    let version = try #require(AgentVersion("0.1.107"))
    #expect(
      try catalog.select(["restart:service"], agentVersion: version).map(\.id)
        == ["restart:deployment", "restart:statefulset"])
  }

  @Test func whatAnotherActionRequiresCannotBeDisabled() {
    #expect(throws: SelectionError.stillRequired(action: "cordon:node", by: "drain:node")) {
      try catalog.select(["all"], disabling: ["cordon:node"])
    }
    #expect(throws: Never.self) {
      try catalog.select(["all"], disabling: ["cordon:node", "drain:node"])
    }
  }

  @Test func defaultCapabilitiesAreNeitherSecretsNorEverything() throws {
    let ids = try catalog.selectCapabilities(["default"]).map(\.id)
    #expect(ids.contains("watch:deployment") && ids.contains("logs:pod"))
    for id in ["watch:secret", "watch:any", "collect:kubelet-metrics"] {
      #expect(!ids.contains(id), "\(id)")
    }
    #expect(try catalog.selectCapabilities(["none"]).isEmpty)
    #expect(
      try catalog.selectCapabilities(["all"]).count
        == catalog.capabilities.filter(\.isBounded).count)
  }
}
