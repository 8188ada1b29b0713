// SPDX-License-Identifier: Apache-2.0

/// Where a grant or a need holds.
package enum Scope: Hashable, Sendable, Comparable {
  /// All namespaces, cluster-scoped resources and paths.
  case cluster
  /// Namespaced requests in one namespace.
  case namespace(String)

  /// The namespace, or `nil` for cluster scope.
  package var namespace: String? {
    switch self {
    case .cluster: nil
    case .namespace(let name): name
    }
  }

  /// Whether a grant at this scope reaches everything at `other`.
  package func covers(_ other: Scope) -> Bool { self == .cluster || self == other }
}
