// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Manifests
import Tools
import YAMLSyntax

/// Reads what a cluster says that an agent is switched on for.
struct FoundSetReader {
  let cluster: Cluster
  let catalog: Catalog
  let agent: FoundAgent
  /// The installed agent's version.
  let agentVersion: AgentVersion
  /// What could not be read that may say which set is on, one note each.
  private(set) var unread: [Diagnostic.Note] = []

  init(_ cluster: Cluster, _ catalog: Catalog, of agent: FoundAgent, version: AgentVersion) {
    self.cluster = cluster
    self.catalog = catalog
    self.agent = agent
    agentVersion = version
  }

  /// The set of the agent's own ConfigMap, and, only if `readsRelease`, what the Helm release's
  /// Secret adds to it or says in its place. `nil` where neither is there.
  mutating func read(readsRelease: Bool) throws(Failure) -> FoundSet? {
    let configured = try configuredSet()
    guard readsRelease, configured.map({ !$0.unsaid.isEmpty }) ?? true,
      let released = try releasedSet()
    else { return configured }
    guard var set = configured else { return released }
    // The ConfigMap is what the agent goes by; the release says what it leaves open.
    let known = set.unsaid.filter { !released.unsaid.contains($0) }
    set.actions += known.filter(released.actions.contains)
    set.unsaid.removeAll(where: known.contains)
    set.source += ", and \(released.source)"
    return set
  }

  private mutating func configuredSet() throws(Failure) -> FoundSet? {
    let own = agent.installed?.chart
    let dialects = catalog.dialects.sorted { left, right in
      left.name == own?.dialect.name && right.name != own?.dialect.name
    }
    for dialect in dialects {
      guard let config = dialect.config else { continue }
      let place = "/api/v1/namespaces/\(agent.account.namespace)/configmaps/\(config.configMap)"
      let single = try cluster.object(place)
      if let refusal = single.refusal { unread.append(refusal.note) }
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
  private mutating func releasedSet() throws(Failure) -> FoundSet? {
    var labels = "owner=helm,status=deployed"
    if let release = agent.installed?.release { labels += ",name=\(release)" }
    let listing = try cluster.list(
      "/api/v1/namespaces/\(agent.account.namespace)/secrets",
      query: [("labelSelector", labels), ("fieldSelector", "type=\(HelmRelease.secretType)")])
    if let refusal = listing.refusal { unread.append(refusal.note) }
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
        unread.append(
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
