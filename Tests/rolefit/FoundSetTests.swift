// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Where the set comes from that nobody names, in manifests: the agent's configuration, else what
/// the account's own roles say.
struct FoundSetTests {
  /// An agent whose Deployment mounts a ConfigMap; its account holds `rules`.
  private static func agent(
    configuration: String, annotations: String = "{}", roleAnnotations: String = "{}",
    volume: String = "{name: c, configMap: {name: any-name-4f2k}}", rules: String
  ) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: agent, namespace: komodor}
    spec:
      selector: {matchLabels: {app: agent}}
      template:
        metadata: {labels: {app: agent}}
        spec:
          serviceAccountName: agent
          containers: [{name: agent, image: "registry.example/komodor-agent:0.2.100"}]
          volumes: [\(volume)]
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: any-name-4f2k, namespace: komodor, annotations: \(annotations)}
    data: {komodor-k8s-watcher.yaml: '\(configuration)'}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: k8s-watcher-config, namespace: komodor}
    data: {komodor-k8s-watcher.yaml: '{actions: {podExec: true}}'}
    ---
    \(role("agent", annotations: roleAnnotations, rules: rules, account: "agent"))
    """
  }

  private static func role(
    _ name: String, annotations: String, rules: String, account: String
  ) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: \(name), annotations: \(annotations)}
    rules: [\(rules)]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: \(name)}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: \(name)}
    subjects: [{kind: ServiceAccount, name: \(account), namespace: komodor}]
    """
  }

  private static let deletePods = #"{apiGroups: [""], resources: [pods], verbs: [delete]}"#
  private static let scale =
    "{apiGroups: [apps], resources: [deployments/scale], verbs: [patch]}"

  private func verify(
    _ manifests: String, _ options: [String] = []
  ) throws -> (outcome: RolefitBinary.Outcome, ids: [String]) {
    let outcome = try RolefitBinary.run(
      ["verify", "-", "-o", "json", "--kube-version", "1.30"] + options, input: manifests)
    guard !outcome.output.isEmpty else { return (outcome, []) }
    return (outcome, try outcome.json()["actions"].array.compactMap { $0["id"].string })
  }

  @Test(arguments: [
    "{name: c, configMap: {name: any-name-4f2k}}",
    "{name: c, projected: {sources: [{secret: {name: s}}, {configMap: {name: any-name-4f2k}}]}}",
  ])
  func theMountedConfigMapCountsWhateverItsName(volume: String) throws {
    let manifests = Self.agent(
      configuration: "{actions: {basic: true}}", volume: volume, rules: Self.deletePods)
    let (outcome, ids) = try verify(manifests)
    #expect(outcome.status == 1)
    #expect(ids.contains("rollback:deployment") && !ids.contains("exec:pod"))
    let report = try outcome.json()
    #expect(report["versions"]["agent"] == "0.2.100")
    #expect(report["actions"].element(id: "delete:pod")["verdict"] == "granted")
  }

  @Test func whatTheConfigurationReadsIsNeededUnlessNamed() throws {
    let manifests = Self.agent(
      configuration: "{actions: {}, resources: {node: true, event: false}}",
      rules: #"{apiGroups: [""], resources: [nodes, events], verbs: [list, watch]}"#)
    let (outcome, ids) = try verify(manifests, ["--fail-on", "missing"])
    #expect(outcome.status == 0)
    #expect(ids == ["watch:node"])
    #expect(try outcome.json()["excessRules"].array.map { $0["resources"] } == [["events"]])
    let (none, without) = try verify(manifests, ["--capabilities", "none"])
    #expect(without == [] && none.status == 0)
    #expect(try none.json()["excessRules"][0]["resources"] == ["events", "nodes"])
    let (named, both) = try verify(manifests, ["--actions", "delete:pod"])
    #expect(both == ["delete:pod", "watch:node"] && named.status == 1)
  }

  @Test func whatTheConfigurationDoesNotSayIsNeitherNeededNorTooMuch() throws {
    let reads = #"{apiGroups: [""], resources: [nodes, events], verbs: [list, watch]}"#
    for configuration in ["{actions: {}}", #"{actions: {}, resources: {node: "false", event: 1}}"#]
    {
      let (outcome, ids) = try verify(
        Self.agent(configuration: configuration, rules: reads), ["--fail-on", "missing,excess"])
      #expect(outcome.status == 0 && ids == [], "\(outcome.output)\(outcome.error)")
    }
  }

  @Test func amongTheActionsOfASwitchItCountsWhatTheConfigurationWasMadeFor() throws {
    let made = #"{rolefit.io/actions: "delete:pod,scale:deployment"}"#
    let rules = Self.deletePods + "," + Self.scale
    let (exact, ids) = try verify(
      Self.agent(configuration: "{actions: {basic: true}}", annotations: made, rules: rules))
    #expect(exact.status == 0 && ids == ["delete:pod", "scale:deployment"])
    let (wider, more) = try verify(
      Self.agent(
        configuration: "{actions: {basic: true, podExec: true}}", annotations: made, rules: rules))
    #expect(wider.status == 1)
    #expect(more == ["delete:pod", "exec:pod", "scale:deployment"])
    let (off, none) = try verify(
      Self.agent(configuration: "{actions: {basic: false}}", annotations: made, rules: rules))
    #expect(off.status == 0 && none == [])
  }

  @Test func aRoleThatSaysOtherwiseIsAWarningAndTheConfigurationCounts() throws {
    let manifests = Self.agent(
      configuration: "{actions: {podExec: true}}",
      roleAnnotations: #"{rolefit.io/actions: "delete:pod"}"#, rules: Self.deletePods)
    let (outcome, ids) = try verify(manifests)
    #expect(outcome.status == 1 && ids == ["exec:pod"])
    #expect(outcome.error.contains("[set-annotation-differs]"))
    #expect(outcome.error.contains("delete:pod off and exec:pod on"))
  }

  @Test func withoutAConfigurationTheAccountsOwnRolesCountTogether() throws {
    let roles = [
      Self.role(
        "one", annotations: #"{rolefit.io/actions: "delete:pod"}"#, rules: Self.deletePods,
        account: "agent"),
      Self.role(
        "two",
        annotations:
          #"{rolefit.io/actions: "scale:deployment", rolefit.io/capabilities: "watch:node"}"#,
        rules: Self.scale, account: "agent"),
      Self.role(
        "other", annotations: #"{rolefit.io/actions: "exec:pod"}"#, rules: "", account: "other"),
    ]
    let (outcome, ids) = try verify(
      roles.joined(separator: "\n---\n"), ["--service-account", "komodor:agent"])
    #expect(ids == ["delete:pod", "scale:deployment", "watch:node"])
    #expect(outcome.status == 1)
  }

  @Test func whatGenerateWritesIsAcceptedWithoutAName() throws {
    for words in [
      ["--actions", "all"],
      ["--actions", "basic", "--watch-namespace", "shop", "--watch-namespace", "till"],
    ] {
      let made = try RolefitBinary.run(
        ["generate", "manifests", "--capabilities", "default", "--kube-version", "1.30"] + words)
      try #require(made.status == 0, "\(made.error)")
      let (outcome, ids) = try verify(made.output, ["--fail-on", "missing,excess"])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
      #expect(ids.contains("restart:deployment") && ids.contains("watch:pod"))
    }
  }

  @Test func whereNothingSaysItTheAnswerIsUndetermined() throws {
    let role = Self.role("agent", annotations: "{}", rules: Self.deletePods, account: "agent")
    let outcome = try RolefitBinary.run(["verify", "-"], input: role)
    #expect(outcome.status == 3 && outcome.output.isEmpty)
    #expect(outcome.error.contains("name the set with --actions"))
  }
}
