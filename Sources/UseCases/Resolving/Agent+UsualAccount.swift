// SPDX-License-Identifier: Apache-2.0

import Catalog
import Manifests

extension Agent {
  /// The agent's account where nothing says which it is, in the namespace that is named or else in
  /// the agent's own; `nil` where the catalog says no account, or nobody a namespace.
  func usualAccount(in named: String?) -> ManifestSet.ServiceAccountName? {
    guard let namespace = named ?? namespace, let serviceAccount else { return nil }
    return ManifestSet.ServiceAccountName(namespace: namespace, name: serviceAccount)
  }
}
