// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Manifests
import YAMLSyntax

extension Cluster {
  /// What the cluster says that an agent is switched on for.
  struct FoundSet {
    /// Where that stands, in words.
    var source: String
    /// Ids of actions.
    var actions: [String]
    /// Ids of actions of which the source does not say whether they are on.
    var unsaid: [String] = []
    var watchNamespaces: [String] = []
  }

  /// The set of an agent: its own ConfigMap's, and, only if `readsRelease`, what the Helm release's
  /// Secret adds to it or says in its place. `nil` where neither is there.
  func set(
    of agent: FoundAgent, _ catalog: Catalog, agentVersion: AgentVersion, readsRelease: Bool,
    _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> FoundSet? {
    let configured = try configuredSet(of: agent, catalog, agentVersion, &notes)
    guard readsRelease, configured.map({ !$0.unsaid.isEmpty }) ?? true,
      let released = try releasedSet(of: agent, catalog, &notes)
    else { return configured }
    guard var set = configured else { return released }
    // The ConfigMap is what the agent goes by; the release says what it leaves open.
    let known = set.unsaid.filter { !released.unsaid.contains($0) }
    set.actions += known.filter(released.actions.contains)
    set.unsaid.removeAll(where: known.contains)
    set.source += ", and \(released.source)"
    return set
  }

  private func configuredSet(
    of agent: FoundAgent, _ catalog: Catalog, _ agentVersion: AgentVersion,
    _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> FoundSet? {
    let own = agent.installed?.chart
    let dialects = catalog.dialects.sorted { left, right in
      left.name == own?.dialect.name && right.name != own?.dialect.name
    }
    for dialect in dialects {
      guard let config = dialect.config else { continue }
      let place = "/api/v1/namespaces/\(agent.account.namespace)/configmaps/\(config.configMap)"
      let single = try object(place)
      if let refusal = single.refusal { notes.append(refusal.note) }
      guard let text = single.node?["data"]?[config.key]?.string else { continue }
      let title = "ConfigMap '\(agent.account.namespace)/\(config.configMap)', key \(config.key)"
      let stream = YAMLStream.read(SourceText(name: config.key, text: text))
      guard stream.failure == nil, let root = stream.documents.first, root.kind == .mapping else {
        throw .unjudged(
          "cluster", "\(title) is not the YAML of the agent's configuration",
          remedy: "name the set with --actions or --values")
      }
      let chart = own.flatMap { $0.dialect.name == dialect.name ? $0.chart : nil }
      let version = DialectVersion(
        dialect: dialect, chart: chart ?? dialect.chartVersion(of: agentVersion))
      guard
        let installed = version.actions(
          switchedOnByInstalled: root, in: catalog, agent: agentVersion)
      else { continue }
      return FoundSet(
        source: title, actions: installed.on, unsaid: installed.unsaid,
        watchNamespaces: installed.watchNamespaces)
    }
    return nil
  }

  /// The newest deployed release of one of the agent's charts. Nothing of it is printed.
  private func releasedSet(
    of agent: FoundAgent, _ catalog: Catalog, _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> FoundSet? {
    var labels = "owner=helm,status=deployed"
    if let release = agent.installed?.release { labels += ",name=\(release)" }
    let listing = try list(
      "/api/v1/namespaces/\(agent.account.namespace)/secrets",
      query: [("labelSelector", labels), ("fieldSelector", "type=\(HelmRelease.secretType)")])
    if let refusal = listing.refusal { notes.append(refusal.note) }
    let secrets = listing.items.sorted { left, right in
      Self.revision(of: left) > Self.revision(of: right)
    }
    for secret in secrets {
      guard let data = secret["data"]?["release"]?.string else { continue }
      let name = secret["metadata"]?["name"]?.string ?? ""
      let release: HelmRelease
      do {
        release = try HelmRelease(data: data)
      } catch {
        notes.append(
          Diagnostic.Note(
            "the Helm release in Secret '\(agent.account.namespace)/\(name)' could not be read: "
              + error.message))
        continue
      }
      guard let dialect = catalog.dialects.first(where: { $0.name == release.chartName }) else {
        continue
      }
      let version = DialectVersion(dialect: dialect, chart: ChartVersion(release.chartVersion))
      let switched = version.actions(switchedOnBy: release.values, in: catalog)
      let ids = Set(catalog.actions.map(\.id))
      return FoundSet(
        source: "Helm release '\(release.name)' of chart \(release.chartName) "
          + release.chartVersion,
        actions: switched.on.filter(ids.contains),
        unsaid: switched.undetermined.map(\.id).filter(ids.contains))
    }
    return nil
  }

  /// The number at the end of `sh.helm.release.v1.NAME.vN`.
  private static func revision(of secret: YAMLNode) -> Int {
    let name = secret["metadata"]?["name"]?.string ?? ""
    return name.split(separator: ".").last.flatMap { Int($0.dropFirst()) } ?? 0
  }
}
