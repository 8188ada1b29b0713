// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Manifests
import YAMLSyntax

extension Cluster {
  /// The agent as the cluster has it.
  struct FoundAgent {
    var account: ManifestSet.ServiceAccountName
    /// `nil` where no Deployment of it was found.
    var installed: InstalledAgent?
    /// What could not be read on the way.
    var notes: [Diagnostic.Note] = []
  }

  /// Finds the agent by its Deployment: in the namespace that is named or where the catalog has it,
  /// else anywhere. Without one, the account that is named or that the catalog has is meant.
  func agent(
    _ catalog: Catalog, account: ManifestSet.ServiceAccountName?, namespace: String?
  ) throws(Failure) -> FoundAgent {
    let named = account?.namespace ?? namespace
    var notes: [Diagnostic.Note] = []
    var found: [InstalledAgent] = []
    if let place = named ?? catalog.agent.namespace {
      found = try deployments(catalog, in: place, &notes)
    }
    if found.isEmpty, named == nil { found = try deployments(catalog, in: nil, &notes) }
    if let account {
      return FoundAgent(
        account: account, installed: found.first { $0.account == account } ?? found.first,
        notes: notes)
    }
    let accounts = Set(found.map(\.account)).sorted()
    guard accounts.count < 2 else {
      throw .unjudged(
        "service-account",
        "\(kubectl.title) runs several agents: "
          + found.map { "\($0.title) as \($0.account)" }.joined(separator: ", "),
        remedy: "name the one you mean with --service-account NAMESPACE:NAME")
    }
    if let installed = found.first {
      return FoundAgent(account: installed.account, installed: installed, notes: notes)
    }
    guard let place = named ?? catalog.agent.namespace,
      let name = catalog.agent.serviceAccount
    else {
      throw .unjudged(
        "service-account", "no Deployment of \(catalog.agent.name) was found in \(kubectl.title)",
        remedy: "name the agent's account with --service-account NAMESPACE:NAME")
    }
    notes.append(Diagnostic.Note("no Deployment of \(catalog.agent.name) was found"))
    return FoundAgent(
      account: ManifestSet.ServiceAccountName(namespace: place, name: name), notes: notes)
  }

  /// The agent's Deployments, sorted; those that run its image before those that only have its label.
  private func deployments(
    _ catalog: Catalog, in namespace: String?, _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> [InstalledAgent] {
    let place = namespace.map { "/namespaces/\($0)" } ?? ""
    let listing = try list("/apis/apps/v1\(place)/deployments")
    if let refusal = listing.refusal { notes.append(refusal.note) }
    let agents = listing.items.compactMap { InstalledAgent($0, of: catalog) }
      .sorted { $0.deployment < $1.deployment }
    let certain = agents.filter(\.isCertain)
    return certain.isEmpty ? agents : certain
  }
}
