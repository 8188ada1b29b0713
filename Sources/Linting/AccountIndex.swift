// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// Finds the service accounts of the input, and what is bound to whom everywhere, without looking
/// through all of them each time.
struct AccountIndex {
  /// The names of the accounts of each namespace, sorted.
  private(set) var names: [String: [String]] = [:]
  /// The namespaces that have an account of each name, sorted.
  private(set) var namespaces: [String: [String]] = [:]
  /// The ClusterRoleBindings of each subject, as places among the bindings.
  private(set) var clusterRoleBindings: [Subject.Principal: [Int]] = [:]

  init(_ accounts: Set<ManifestSet.ServiceAccountName>, _ bindings: [RoleBinding]) {
    for account in accounts.sorted() {
      names[account.namespace, default: []].append(account.name)
      namespaces[account.name, default: []].append(account.namespace)
    }
    for (index, binding) in bindings.enumerated() where binding.kind == .clusterRoleBinding {
      for principal in Set(binding.subjects.compactMap({ $0.principal(inBindingOf: "") })) {
        clusterRoleBindings[principal, default: []].append(index)
      }
    }
  }
}
