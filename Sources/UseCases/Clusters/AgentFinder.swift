// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Manifests
import Tools
import YAMLSyntax

/// The agent as a cluster has it.
struct FoundAgent {
  var account: ManifestSet.ServiceAccountName
  /// `nil` where no Deployment of it was found.
  var installed: InstalledAgent?
  /// What may not be read, one note each.
  var unread: [Diagnostic.Note] = []
  /// What may not be read or is not there.
  var notes: [Diagnostic.Note] = []

  /// The agent's version by the tag of its image.
  var version: Sourced<AgentVersion>? {
    guard let installed, let version = installed.version else { return nil }
    return Sourced(version, from: .image(workload: installed.title))
  }
}

/// Finds an agent in a cluster by its Deployment.
struct AgentFinder {
  let cluster: Cluster
  let catalog: Catalog

  init(_ cluster: Cluster, _ catalog: Catalog) {
    self.cluster = cluster
    self.catalog = catalog
  }

  /// Looks in the namespace that is named or where the catalog has the agent, else anywhere.
  /// Without a Deployment, the account that is named or that the catalog has is meant.
  func find(
    account: ManifestSet.ServiceAccountName?, namespace: String?
  ) throws(Failure) -> FoundAgent {
    let named = account?.namespace ?? namespace
    var unread: [Diagnostic.Note] = []
    var found: [InstalledAgent] = []
    if let place = named ?? catalog.agent.namespace {
      found = try deployments(in: place, &unread)
    }
    if found.isEmpty, named == nil { found = try deployments(in: nil, &unread) }
    if let account {
      return FoundAgent(
        account: account, installed: found.first { $0.account == account } ?? found.first,
        unread: unread, notes: unread)
    }
    let accounts = Set(found.map(\.account)).sorted()
    guard accounts.count < 2 else {
      throw .unjudged(
        "service-account",
        "\(cluster.kubectl.title) runs several agents: "
          + found.map { "\($0.title) as \($0.account)" }.joined(separator: ", "),
        remedy: "name the one you mean with --service-account NAMESPACE:NAME")
    }
    if let installed = found.first {
      return FoundAgent(
        account: installed.account, installed: installed, unread: unread, notes: unread)
    }
    guard let usual = catalog.agent.usualAccount(in: named) else {
      throw .unjudged(
        "service-account",
        "no Deployment of \(catalog.agent.name) was found in \(cluster.kubectl.title)",
        remedy: "name the agent's account with --service-account NAMESPACE:NAME")
    }
    return FoundAgent(
      account: usual, unread: unread,
      notes: unread + [Diagnostic.Note("no Deployment of \(catalog.agent.name) was found")])
  }

  /// The agent's Deployments, sorted; those that run its image before those that only have its
  /// label.
  private func deployments(
    in namespace: String?, _ unread: inout [Diagnostic.Note]
  ) throws(Failure) -> [InstalledAgent] {
    let place = namespace.map { "/namespaces/\($0)" } ?? ""
    let listing = try cluster.list("/apis/apps/v1\(place)/deployments")
    if let refusal = listing.refusal { unread.append(refusal.note) }
    let agents = listing.items.compactMap { InstalledAgent($0, of: catalog) }
      .sorted { $0.deployment < $1.deployment }
    let certain = agents.filter(\.isCertain)
    return certain.isEmpty ? agents : certain
  }
}
