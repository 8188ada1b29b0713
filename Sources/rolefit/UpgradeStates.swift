// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Reports

/// The set of actions and the versions before an upgrade and after it.
struct UpgradeStates {
  var catalog: Catalog
  var from: ReadinessJudge.State
  var to: ReadinessJudge.State
  /// Where the set before the upgrade was taken from, in words.
  var source: String
  /// Whether nobody named the set, so that what is allowed now stands for it.
  var isSetOpen: Bool
  /// What was assumed about the state before the upgrade.
  var assumptions: [String]
  /// Values files that named the set.
  var valuesFiles: [String]

  private let later: SelectionOptions
  private let settings: Settings

  /// What is known of the agent that is installed, where a cluster was asked.
  struct Installed {
    var agent: AgentVersion?
    var dialect: DialectVersion?
    var kubernetes: KubernetesVersion?
    var namespace: String?
  }

  init(
    _ selection: SelectionOptions, _ upgrade: UpgradeOptions, _ world: WorldOptions,
    installed: Installed, chart: String?, _ settings: Settings
  ) throws(Failure) {
    self.settings = settings
    catalog = try selection.versions.readCatalog(settings, chart: chart)
    var now = selection
    now.enable = []
    now.disable = []
    isSetOpen =
      selection.actions.isEmpty && selection.values.isEmpty && settings.values("actions").isEmpty
      && settings.values("values").isEmpty
    if isSetOpen { now.actions = ["none"] }

    let dialect: DialectVersion?
    if let word = selection.dialect ?? settings.value("dialect") {
      dialect = try selection.versions.dialect(word, settings, catalog)
    } else {
      dialect = installed.dialect
    }
    let newDialect = try upgrade.dialect(from: dialect, catalog)
    var assumptions: [String] = []
    let targetAgent =
      try upgrade.agent() ?? (upgrade.toChart == nil ? nil : newDialect?.agentVersion)
    let currentAgent: AgentVersion
    if let text = selection.versions.agentVersion ?? settings.value("agent-version") {
      guard let version = AgentVersion(text) else {
        throw .usage("'\(text)' is no agent version", remedy: "write it like 0.1.104")
      }
      currentAgent = version
    } else if let version = installed.agent ?? dialect?.agentVersion {
      currentAgent = version
    } else {
      currentAgent = targetAgent ?? catalog.newestAgentVersion
      assumptions.append("\(catalog.agent.name) \(currentAgent) now")
    }
    let targetKubernetes = try upgrade.kubernetes()
    let currentKubernetes: KubernetesVersion
    if let named = try selection.versions.kubernetes(settings) ?? installed.kubernetes {
      currentKubernetes = named
    } else {
      let oldest = APITable.supportedVersions.lowerBound
      currentKubernetes =
        targetKubernetes.map { max(oldest, KubernetesVersion(minor: $0.minor - 1)) }
        ?? APITable.newest
      assumptions.append("Kubernetes \(currentKubernetes) now")
    }
    self.assumptions = assumptions

    now.versions.agentVersion = currentAgent.description
    now.versions.kubeVersion = currentKubernetes.description
    now.dialect = dialect?.description ?? now.dialect
    var later = now
    later.enable = (isSetOpen ? settings.values("enable") : []) + selection.enable
    later.disable = (isSetOpen ? settings.values("disable") : []) + selection.disable
    later.versions.agentVersion = (targetAgent ?? currentAgent).description
    later.versions.kubeVersion = (targetKubernetes ?? currentKubernetes).description
    later.dialect = newDialect?.description ?? later.dialect
    self.later = later

    let before = try now.resolve(
      settings, agentNamespace: installed.namespace, toleratesUnsupported: true)
    let after = try later.resolve(
      settings, agentNamespace: installed.namespace, toleratesUnsupported: true)
    Console.tell(after.diagnostics.filter { !before.diagnostics.contains($0) })
    source = isSetOpen ? "what the grants allow now" : before.source
    valuesFiles = before.valuesFiles
    from = try Self.state(before, dialect, world, settings)
    to = try Self.state(after, newDialect, world, settings)
  }

  private static func state(
    _ selected: Selection, _ dialect: DialectVersion?, _ world: WorldOptions, _ settings: Settings
  ) throws(Failure) -> ReadinessJudge.State {
    ReadinessJudge.State(
      actions: selected.entries, unsupported: selected.unsupported,
      doubtful: selected.undetermined.map { ($0.id, $0.reason) }, context: selected.context,
      dialect: dialect, table: try world.table(selected.context.kubernetes, settings))
  }

  /// Takes `actions` for the set before the upgrade, and changes it as the command line says.
  mutating func take(_ actions: [Action], from source: String) throws(Failure) {
    self.source = source
    from.actions = actions + from.actions.filter(\.isCapability)
    var later = later
    later.actions = actions.isEmpty ? ["none"] : actions.map(\.id)
    let after = try later.resolve(
      settings, agentNamespace: to.context.agentNamespace, toleratesUnsupported: true)
    to.actions = after.entries
    to.unsupported = after.unsupported
  }
}
