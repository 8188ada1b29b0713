// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI
import Manifests

/// The facts before an upgrade and after it: versions, dialects of values, sets of actions.
struct UpgradeStates {
  /// One side's versions.
  private struct Side {
    var agent: Sourced<AgentVersion>
    var kubernetes: Sourced<KubernetesVersion>
    var dialect: DialectVersion?
  }

  private let request: ReadyRequest
  private let catalog: Catalog
  private let agentNamespace: String?
  private let now: Side
  private let later: Side
  /// What was assumed about the state before the upgrade.
  let assumptions: [String]

  /// The two sides with their sets of actions.
  struct Resolved {
    var from: ReadinessJudge.State
    var to: ReadinessJudge.State
    /// Where the set before the upgrade was taken from.
    var source: SetSource
    /// What is odd in the values that name the later set and not in those of the earlier one.
    var newDiagnostics: [Diagnostic]

    /// Why no action was judged; `nil` where some were.
    func nothingJudged(_ readiness: Readiness, in catalog: Catalog) -> Readiness.NothingJudged? {
      guard readiness.actions.isEmpty else { return nil }
      if !from.ids.isEmpty {
        return Readiness.NothingJudged("the upgrade switches all of them off", isMeant: true)
      }
      guard source == .grants else {
        return Readiness.NothingJudged("the set is empty (\(source))", isMeant: true)
      }
      let agent = to.context.agentVersion
      let first = catalog.actions.compactMap(\.since).min()
      if let first, agent < first, !catalog.actions.contains(where: { $0.isSupported(by: agent) }) {
        return Readiness.NothingJudged(
          "\(catalog.agent.name) \(agent) has none, and the first came with \(first)",
          isMeant: false)
      }
      return Readiness.NothingJudged(
        "nothing names them, and the grants allow none as a whole; name them with --actions",
        isMeant: false)
    }
  }

  /// - Parameter installed: what is known of the agent that is installed, where a cluster was
  ///   asked.
  init(
    _ request: ReadyRequest, _ catalog: Catalog, installed: FoundAgent?,
    server: KubernetesVersion?
  ) throws(Failure) {
    self.request = request
    self.catalog = catalog
    agentNamespace =
      installed?.account.namespace ?? request.account?.namespace ?? request.namespace
    let resolver = request.resolver
    let target = request.target
    let dialect: DialectVersion? =
      if try resolver.options.get(.dialect) != nil {
        try resolver.dialect(of: catalog)
      } else {
        installed?.installed?.chart
      }
    let newDialect = try target.dialect(from: dialect, catalog)
    let newAgent = target.agent ?? (target.chart == nil ? nil : newDialect?.agentVersion)
    var assumptions: [String] = []

    let agent: Sourced<AgentVersion>
    if let known = try resolver.options.value(.agentVersion) ?? installed?.version
      ?? dialect?.recordedAgent
    {
      agent = known
    } else {
      agent = Sourced(newAgent ?? catalog.newestAgentVersion, from: .newest)
      assumptions.append("\(catalog.agent.name) \(agent.value) now")
    }
    let kubernetes: Sourced<KubernetesVersion>
    let known = try resolver.kubernetes(server: server)
    if known.origin != .newest {
      kubernetes = known
    } else {
      let oldest = APITable.supportedVersions.lowerBound
      let before = target.kubernetes.map {
        max(oldest, KubernetesVersion(minor: $0.minor - 1))
      }
      kubernetes = Sourced(before ?? known.value, from: .newest)
      assumptions.append("Kubernetes \(kubernetes.value) now")
    }
    now = Side(agent: agent, kubernetes: kubernetes, dialect: dialect)
    later = Side(
      agent: newAgent.map { Sourced($0, from: .commandLine) } ?? agent,
      kubernetes: target.kubernetes.map { Sourced($0, from: .commandLine) } ?? kubernetes,
      dialect: newDialect)
    self.assumptions = assumptions
  }

  var agentNow: AgentVersion { now.agent.value }
  var kubernetesNow: Sourced<KubernetesVersion> { now.kubernetes }
  var kubernetesLater: KubernetesVersion { later.kubernetes.value }
  var dialectNow: DialectVersion? { now.dialect }
  var dialectLater: DialectVersion? { later.dialect }

  /// Versions to come that nobody knows, one note each.
  var unknownVersions: [Diagnostic.Note] {
    [later.agent.unknownRemark(in: catalog), later.dialect?.unknownRemark].compactMap(\.self)
      .map { Diagnostic.Note($0) }
  }

  /// The account that is meant where nothing that is there says it.
  var assumedAccount: ManifestSet.ServiceAccountName? {
    request.account ?? catalog.agent.usualAccount(in: agentNamespace)
  }

  /// - Parameter found: the set before the upgrade, where nobody names it.
  func resolved(found: FoundSet?) throws(Failure) -> Resolved {
    let before = try set(of: request.set, now, found)
    let after = try set(of: request.laterSet, later, found)
    return Resolved(
      from: state(before, now), to: state(after, later), source: before.source,
      newDiagnostics: after.diagnostics.filter { !before.diagnostics.contains($0) })
  }

  private func set(
    of set: SetRequest, _ side: Side, _ found: FoundSet?
  ) throws(Failure) -> ResolvedSet {
    var finder = SetFinder(
      request.resolver, set, of: catalog, kubernetes: side.kubernetes, agent: side.agent)
    finder.agentNamespace = agentNamespace
    finder.dialect = side.dialect
    finder.toleratesUnsupported = true
    return try finder.resolved(found: found)
  }

  private func state(_ set: ResolvedSet, _ side: Side) -> ReadinessJudge.State {
    let selection = set.selection
    return ReadinessJudge.State(
      actions: selection.entries, unsupported: selection.unsupported,
      doubtful: selection.undetermined.map { ($0.id, $0.reason) }, context: selection.context,
      dialect: side.dialect, table: request.world.table(side.kubernetes.value))
  }
}
