// SPDX-License-Identifier: Apache-2.0

import Catalog
import Foundation
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing
import YAMLSyntax

/// The roles that Helm renders from `charts/k8s-watcher`, against the rules of the same sets.
@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct ChartRulesTests {
  /// What one set of values switches on.
  private struct Case {
    var values: [String: JSON]
    var actions: [String]
    var capabilities: [String] = ["default"]
    var namespaces: [String] = []
  }

  private let catalog = Catalog.builtIn

  private static let chart = Repository.path("charts/k8s-watcher")

  /// Renders all cases and compares each role with what the catalog says.
  private func check(_ cases: [Case], with helm: HelmProgram) throws {
    let values: [JSON] = cases.map { one in
      var watcher = one.values
      if !one.namespaces.isEmpty {
        watcher["watchNamespace"] = .array(one.namespaces.map { .string($0) })
      }
      return [
        "watcher": .object(watcher), "test": ["enabled": false],
        "metrics": ["enabled": .bool(!one.capabilities.isEmpty)],
      ]
    }
    let rendered = try helm.renderTogether(
      chart: Self.chart, each: values, name: "k8s-watcher", namespace: "komodor")
    for (one, rendering) in zip(cases, rendered) {
      #expect(rendering.warnings.isEmpty, "\(one.values): \(rendering.warnings)")
      var reader = ManifestReader(kubernetesMinor: APITable.newest.minor)
      reader.read(SourceText(name: "rendered", text: rendering.manifests))
      let set = reader.finish(inputs: "rendered")
      #expect(set.diagnostics.isEmpty, "\(one.values): \(set.diagnostics)")
      let granted = AtomSet(
        set.roles.flatMap { role in
          role.rules.map { rule in
            let namespace = role.metadata.namespace
            return ScopedRule(
              rule: rule, scope: namespace.isEmpty ? .cluster : .namespace(namespace))
          }
        })
      let context = NeedContext(
        kubernetes: APITable.newest, agentVersion: catalog.newestAgentVersion,
        watchNamespaces: one.namespaces, agentNamespace: "komodor")
      let entries =
        try catalog.select(one.actions) + catalog.selectCapabilities(one.capabilities)
      let needed = AtomSet(catalog.needs(of: entries, in: context).flatMap(\.atoms))
      #expect(granted.reduced() == needed.reduced(), "\(one.values) in \(one.namespaces)")
      let bound = Set(set.bindings.map(\.metadata.namespace))
      #expect(bound == Set(set.roles.map(\.metadata.namespace)), "\(one.values)")
    }
  }

  private static func switchedOn(_ names: [String]) -> [String: JSON] {
    ["actions": .object(Dictionary(uniqueKeysWithValues: names.map { ($0, JSON.bool(true)) }))]
  }

  /// Of every sort: scaling, workloads, nodes with what they require, streams, secrets.
  private static let ten = [
    "scale:deployment", "scale:statefulset", "delete:pod", "rollback:deployment", "rerun:job",
    "cordon:node", "drain:node", "exec:pod", "edit:secret", "create:storageclass",
  ]

  @Test func everySubsetOfTenActionsIsGrantedExactly() throws {
    // Without reading, whose rules would only be the same a thousand times.
    let nothingRead = try readingOff()
    try check(
      (0..<1024).map { bits in
        let names = Self.ten.indices.filter { bits & (1 << $0) != 0 }.map { Self.ten[$0] }
        return Case(
          values: Self.switchedOn(names).merging(nothingRead) { own, _ in own }, actions: names,
          capabilities: [])
      }, with: .any)
  }

  @Test func randomSubsetsOfAllActionsAreGrantedExactly() throws {
    var random = RandomSource(seed: 5)
    let all = catalog.actions.filter(\.isBounded).map(\.id)
    let singles = all.map { Case(values: Self.switchedOn([$0]), actions: [$0]) }
    let samples = (0..<40).map { _ in
      let share = Int.random(in: 1...10, using: &random)
      let names = all.filter { _ in Int.random(in: 0..<10, using: &random) < share }
      return Case(values: Self.switchedOn(names), actions: names)
    }
    try check(singles + samples + [Case(values: Self.switchedOn(all), actions: all)], with: .any)
  }

  @Test(arguments: HelmProgram.all)
  func everyCombinationOfTheGroupsIsGrantedExactly(helm: HelmProgram) throws {
    let groups = ["basic", "advanced", "podExec", "portforward"]
    var cases = (0..<16).map { bits in
      let names = groups.indices.filter { bits & (1 << $0) != 0 }.map { groups[$0] }
      return Case(values: Self.switchedOn(names), actions: names)
    }
    cases.append(
      Case(
        values: ["actions": ["basic": true, "drain:node": true, "exec:pod": false]],
        actions: ["basic", "drain:node"]))
    try check(cases, with: helm)
  }

  @Test(arguments: HelmProgram.all)
  func theBooleanOfTheFirstReleaseSwitchesItsThreeActions(helm: HelmProgram) throws {
    let cases = [
      Case(
        values: ["actions": true], actions: ["scale:deployment", "scale:statefulset", "delete:pod"]),
      Case(values: ["actions": false], actions: []),
      Case(values: ["actions": nil], actions: []),
      Case(values: [:], actions: []),
    ]
    try check(cases, with: helm)
  }

  @Test(arguments: HelmProgram.all)
  func readingIsSwitchedOffKindByKind(helm: HelmProgram) throws {
    let off: [(path: [String], ids: [String])] = [
      (["resources", "pod"], ["watch:pod"]), (["resources", "ingress"], ["watch:ingress"]),
      (["resources", "rollout"], ["watch:rollout"]),
      (["resources", "argoWorkflows", "workflows"], ["watch:workflow"]),
      (["allowReadingPodLogs"], ["logs:pod"]), (["enableAgentTaskExecution"], ["logs:pod"]),
      (
        ["capabilities", "watch:customresourcedefinition"], ["watch:customresourcedefinition"]
      ),
    ]
    let reading = try catalog.selectCapabilities(["default"]).map(\.id)
    try check(
      off.map { one in
        var value: JSON = false
        for name in one.path.dropFirst().reversed() { value = [name: value] }
        return Case(
          values: [one.path[0]: value], actions: [],
          capabilities: reading.filter { !one.ids.contains($0) })
      }, with: helm)
    let more = Case(
      values: ["capabilities": ["collect:kubelet-metrics": true], "resources": ["secret": true]],
      actions: [], capabilities: ["default", "collect:kubelet-metrics", "watch:secret"])
    try check([more], with: helm)
  }

  @Test(arguments: HelmProgram.all)
  func aConfinedAgentHasARoleInEachNamespaceAndLittleBesides(helm: HelmProgram) throws {
    var cases = Self.ten.map { name in
      Case(values: Self.switchedOn([name]), actions: [name], namespaces: ["shop", "till"])
    }
    cases.append(
      Case(
        values: Self.switchedOn(["basic", "advanced"]), actions: ["basic", "advanced"],
        namespaces: ["shop"]))
    try check(cases, with: helm)
  }

  @Test(arguments: HelmProgram.all)
  func withEverythingOffTheRoleIsEmptyAndValid(helm: HelmProgram) throws {
    let text = try helm.render(
      chart: Self.chart,
      values: ["watcher": .object(try readingOff()), "metrics": ["enabled": false]])
    #expect(text.warnings.isEmpty)
    #expect(text.manifests.contains("rules: []"))
    var reader = ManifestReader(kubernetesMinor: APITable.newest.minor)
    reader.read(SourceText(name: "rendered", text: text.manifests))
    let set = reader.finish(inputs: "rendered")
    #expect(set.diagnostics.isEmpty && set.roles.count == 1)
    #expect(set.roles.flatMap { $0.rules }.isEmpty)
  }

  /// The values below `watcher` that switch off everything that is read.
  private func readingOff() throws -> [String: JSON] {
    let text = try String(contentsOfFile: "\(Self.chart)/values.yaml", encoding: .utf8)
    let watcher = try JSON(parsing: try HelmProgram.any.valuesJSON(of: text))["watcher"]
    var off: [String: JSON] = ["enableAgentTaskExecution": false]
    for key in ["resources", "capabilities"] { off[key] = Self.allOff(watcher[key]) }
    return off
  }

  private static func allOff(_ value: JSON) -> JSON {
    guard case .object(let entries) = value else { return false }
    return .object(entries.mapValues(allOff))
  }
}
