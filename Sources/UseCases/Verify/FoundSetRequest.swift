// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Manifests
import Tools

/// Asks a cluster what its agent is switched on for, as far as a verification does not name it.
struct FoundSetRequest {
  private let request: VerifyRequest
  private let cluster: Cluster
  private let catalog: Catalog
  private let set: ManifestSet

  /// - Parameter set: the cluster's roles and bindings.
  init(_ request: VerifyRequest, cluster: Cluster, catalog: Catalog, set: ManifestSet) {
    self.request = request
    self.cluster = cluster
    self.catalog = catalog
    self.set = set
  }

  /// What the cluster says; `nil` where that is not needed, or where the options name a set and the
  /// cluster says nothing. Throws where nobody at all says which set is on.
  func found(
    _ agent: FoundAgent, _ version: AgentVersion, _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> FoundSet? {
    let isNamed = request.set.named != nil
    guard !isNamed || request.set.capabilities == nil else { return nil }
    var reader = FoundSetReader(cluster, catalog, of: agent, version: version)
    let found: FoundSet?
    do {
      found = try reader.read(readsRelease: request.readsRelease && !isNamed, in: set)
    } catch {
      guard isNamed, error.exit == .unjudged else { throw error }
      notes += error.diagnostics.map { Diagnostic.Note($0.message) }
      return nil
    }
    notes += reader.unread
    guard found == nil, !request.set.namesActions else { return found }
    let unread = agent.unread + reader.unread
    if !unread.isEmpty { throw .unread(unread) }
    throw .undetermined(
      "no actions are named, and \(cluster.kubectl.title) has no configuration of "
        + "\(catalog.agent.name) in the namespace '\(agent.account.namespace)'",
      remedy: "name the set with --actions or --values, or the agent's namespace with -n"
        + (request.readsRelease ? "" : "; --read-release looks into the Helm release's Secret"))
  }
}
