// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Manifests
import RBAC

/// What the manifests give the accounts that were refused something: a log has the same few over
/// and over.
final class DeniedAccounts {
  struct Account {
    let access: AgentAccess
    let explanation: MissingExplanation
    /// `nil` where the manifests have no binding.
    let remedy: DenialRemedy?
  }

  private let manifests: ManifestSet
  private let defaults: DefaultObjects
  private var known: [ManifestSet.ServiceAccountName?: Account] = [:]
  /// The same for all accounts.
  private var policy: Policy?

  init(_ manifests: ManifestSet, _ defaults: DefaultObjects) {
    self.manifests = manifests
    self.defaults = defaults
  }

  func account(
    _ name: ManifestSet.ServiceAccountName, _ version: KubernetesVersion
  ) -> Account {
    let name = manifests.bindings.isEmpty ? nil : name
    if let account = known[name] { return account }
    let access = AgentAccess(
      of: name, in: manifests, defaults: defaults, closedWorld: false, policy: policy)
    policy = access.policy
    let account = Account(
      access: access, explanation: MissingExplanation(access),
      remedy: DenialRemedy(access, version))
    known[name] = account
    return account
  }
}
