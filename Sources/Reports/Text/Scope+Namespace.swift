// SPDX-License-Identifier: Apache-2.0

import RBAC

extension Scope {
  /// The namespace as tables show it; `nil` for the cluster.
  var shownNamespace: String? { isUnknown ? "(not named)" : namespace }
}
