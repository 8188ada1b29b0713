// SPDX-License-Identifier: Apache-2.0

package import Manifests
import RBAC

extension ReachBase {
  /// The service accounts that bindings name, sorted; those aside that only default bindings name.
  package var boundAccounts: [ManifestSet.ServiceAccountName] {
    index.users.filter { name in
      index.bindings(of: User(name: name)).contains { policy.bindings[$0.binding].origin != nil }
    }.compactMap { User(name: $0).serviceAccount }
      .map { ManifestSet.ServiceAccountName(namespace: $0.namespace, name: $0.name) }.sorted()
  }

  /// The service accounts of a namespace, or of all.
  func accounts(in scope: Scope) -> [ManifestSet.ServiceAccountName] {
    guard let namespace = scope.namespace else { return accounts }
    return accountsByNamespace[namespace]
      ?? [ManifestSet.ServiceAccountName(namespace: namespace, name: "default")]
  }
}
