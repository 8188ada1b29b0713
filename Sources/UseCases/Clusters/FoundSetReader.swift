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
  /// Secret adds to it or says in its place; without either, what the account's roles were made
  /// for. `nil` where nothing is there.
  ///
  /// - Parameter set: the cluster's roles and bindings.
  mutating func read(readsRelease: Bool, in set: ManifestSet) throws(Failure) -> FoundSet? {
    let annotations = RoleAnnotations(of: agent.account, in: set)
    guard var found = try agentSet(readsRelease, annotations.made) else {
      // What could not be read may say otherwise.
      return unread.isEmpty ? annotations.set(catalog) : nil
    }
    found.diagnostics += annotations.disagreements(with: found, in: set)
    return found
  }

  private mutating func agentSet(
    _ readsRelease: Bool, _ rolesMadeFor: SetAnnotations?
  ) throws(Failure) -> FoundSet? {
    let configured = try configuredSet(rolesMadeFor)
    guard readsRelease, configured.map({ !$0.unsaid.isEmpty }) ?? true,
      let released = try releasedSet()
    else { return configured }
    guard var set = configured else { return released }
    // The ConfigMap is what the agent goes by; the release says what it leaves open.
    let known = set.unsaid.filter { !released.unsaid.contains($0) }
    set.actions += known.filter(released.actions.contains)
    set.unsaid.removeAll(where: known.contains)
    let knownReads = set.unsaidCapabilities.filter { !released.unsaidCapabilities.contains($0) }
    set.capabilities? += knownReads.filter { released.capabilities?.contains($0) ?? false }
    set.unsaidCapabilities.removeAll(where: knownReads.contains)
    set.source = .configuration("\(set.source), and \(released.source)")
    return set
  }

  /// What the ConfigMaps say that the agent's Deployment mounts, or, where none is known, those of
  /// the usual names.
  private mutating func configuredSet(
    _ rolesMadeFor: SetAnnotations?
  ) throws(Failure) -> FoundSet? {
    let reader = ConfiguredSetReader(
      catalog: catalog, agentVersion: agentVersion, chart: agent.installed?.chart)
    let namespace = agent.account.namespace
    let mounted = agent.installed?.configMaps ?? []
    for name in mounted.isEmpty ? reader.usualNames : mounted {
      let single = try cluster.object("/api/v1/namespaces/\(namespace)/configmaps/\(name)")
      if let refusal = single.refusal { unread.append(refusal.note) }
      guard let node = single.node else { continue }
      let configMap = ConfigMap(node, namespace: namespace, hasPlace: false)
      if let found = try reader.set(of: configMap, rolesMadeFor: rolesMadeFor) { return found }
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
      if let found = try set(of: release) { return found }
    }
    return nil
  }

  /// What a release switches on, by the catalog that its chart carries, else by the chart's name;
  /// `nil` for a release of something else.
  private func set(of release: HelmRelease) throws(Failure) -> FoundSet? {
    guard let (catalog, dialect) = try release.dialect(catalog) else { return nil }
    let switched = dialect.actions(switchedOnBy: release.values, in: catalog)
    let actions = Set(self.catalog.actions.map(\.id))
    let capabilities = Set(self.catalog.capabilities.map(\.id))
    let open = switched.undetermined.map(\.id)
    return FoundSet(
      source: .release(
        "Helm release '\(release.name)' of chart \(release.chartName) \(release.chartVersion)"),
      actions: switched.on.filter(actions.contains), unsaid: open.filter(actions.contains),
      capabilities: switched.on.filter(capabilities.contains),
      unsaidCapabilities: open.filter(capabilities.contains))
  }

  /// The number at the end of `sh.helm.release.v1.NAME.vN`.
  private static func revision(of secret: YAMLNode) -> Int {
    let name = secret["metadata"]?["name"]?.string ?? ""
    return name.split(separator: ".").last.flatMap { Int($0.dropFirst()) } ?? 0
  }
}

extension HelmRelease {
  /// The values of the chart, with the catalog that knows them.
  fileprivate func dialect(
    _ catalog: Catalog
  ) throws(Failure) -> (catalog: Catalog, dialect: DialectVersion)? {
    if let carriedCatalog {
      let (carried, diagnostics) = Catalog.read(carriedCatalog)
      guard let carried else { throw .unjudged(diagnostics) }
      guard let dialect = carried.dialects.first else { return nil }
      return (carried, DialectVersion(dialect: dialect, chart: dialect.newest))
    }
    guard let dialect = catalog.dialects.first(where: { $0.name == chartName }) else { return nil }
    return (catalog, dialect.version(said: ChartVersion(chartVersion), values: nil))
  }
}
