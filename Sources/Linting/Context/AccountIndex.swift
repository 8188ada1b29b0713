// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// Finds the service accounts of the input, and what is bound to whom everywhere, without looking
/// through all of them each time.
struct AccountIndex {
  /// The names of the accounts of each namespace.
  let names: [String: WordList]
  /// The namespaces that have an account of each name, sorted.
  private(set) var namespaces: [String: [String]] = [:]
  /// The bindings of each subject, as places among all.
  private(set) var bindings: [Subject.Principal: [Int]] = [:]

  init(_ accounts: Set<ManifestSet.ServiceAccountName>, _ bindings: [RoleBinding]) {
    var names: [String: [String]] = [:]
    for account in accounts.sorted() {
      names[account.namespace, default: []].append(account.name)
      namespaces[account.name, default: []].append(account.namespace)
    }
    self.names = names.mapValues { WordList($0) }
    for (index, binding) in bindings.enumerated() {
      let principals = binding.subjects.compactMap(binding.principal)
      for principal in Set(principals) { self.bindings[principal, default: []].append(index) }
    }
  }
}
