// SPDX-License-Identifier: Apache-2.0

package import Manifests

/// Which of the accounts in a set of manifests the agent runs under.
package enum AgentAccount: Hashable, Sendable {
  case found(ManifestSet.ServiceAccountName, why: String)
  /// Nothing tells them apart.
  case several([ManifestSet.ServiceAccountName])
  /// The bindings name no service account.
  case none

  /// What is known of the agent besides the manifests.
  package struct Traits: Hashable, Sendable {
    /// The names of the images that the agent is or ever was, the surest first.
    package var images: [String]
    /// Names that its account has where nobody chose another: the catalog's, and those which a
    /// chart makes by Helm's conventions. The weightiest first.
    package var names: [String]

    package init(images: [String], names: [String]) {
      self.images = images
      self.names = names
    }
  }

  /// A workload that runs the agent's image names its account beyond doubt, be it bound or not.
  /// Else it is the only account that is bound, the bound one of a known name, or the only bound
  /// one that any workload runs under.
  package init(in manifests: ManifestSet, traits: Traits) {
    let bound = manifests.boundServiceAccounts
    for image in traits.images {
      let agents = manifests.workloads.filter { $0.runs(image: image) }
      let running = Set(agents.map(\.serviceAccount))
      guard running.count == 1, let agent = agents.first else { continue }
      let why = "\(agent.title) runs the image \(image) under it"
      let homes = bound.filter { $0.name == agent.serviceAccount.name }
      if agent.serviceAccount.namespace.isEmpty, let home = homes.first {
        // It names no namespace; the bindings do.
        self = homes.count == 1 ? .found(home, why: why) : .several(homes)
      } else {
        self = .found(agent.serviceAccount, why: why)
      }
      return
    }
    if let only = bound.first, bound.count == 1 {
      self = .found(only, why: "it is the only one that is bound")
      return
    }
    for name in traits.names {
      let named = bound.filter { $0.name == name }
      guard let account = named.first, named.count == 1 else { continue }
      self = .found(account, why: "it has the agent's name")
      return
    }
    let used = bound.filter { account in
      manifests.workloads.contains { $0.serviceAccount == account }
    }
    if let account = used.first, used.count == 1,
      let workload = manifests.workloads.first(where: { $0.serviceAccount == account })
    {
      self = .found(
        account, why: "\(workload.title) runs under it, and nothing under the others that are bound"
      )
      return
    }
    self = bound.isEmpty ? .none : .several(bound)
  }
}
