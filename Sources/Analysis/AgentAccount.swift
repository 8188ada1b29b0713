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
    /// The name of the image that the agent is.
    package var image: String
    /// Names that its account has where nobody chose another: the catalog's, and those which a
    /// chart makes by Helm's conventions. The weightiest first.
    package var names: [String]

    package init(image: String, names: [String]) {
      self.image = image
      self.names = names
    }
  }

  /// A workload that runs the agent's image names its account beyond doubt, be it bound or not.
  /// Else it is the only account that is bound, the bound one of a known name, or the only bound
  /// one that any workload runs under.
  package init(in manifests: ManifestSet, traits: Traits) {
    let bound = manifests.boundServiceAccounts
    let agents = manifests.workloads.filter { $0.runs(image: traits.image) }
    let running = Set(agents.map(\.serviceAccount))
    if running.count == 1, let agent = agents.first {
      self = .found(
        agent.serviceAccount, why: "\(agent.title) runs the image \(traits.image) under it")
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
