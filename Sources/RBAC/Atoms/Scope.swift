// SPDX-License-Identifier: Apache-2.0

/// Where a grant or a need holds.
package enum Scope: Hashable, Sendable, Comparable {
  /// All namespaces, cluster-scoped resources and paths.
  case cluster
  /// Namespaced requests in one namespace; the empty name stands for the one of all objects that
  /// name none, which is not known.
  case namespace(String)

  /// The namespace, or `nil` for cluster scope.
  package var namespace: String? {
    switch self {
    case .cluster: nil
    case .namespace(let name): name
    }
  }

  /// `in the namespace 'x'`; `nil` for cluster scope.
  package var place: String? {
    namespace.map { $0.isEmpty ? "in \(Self.unknownNamespace)" : "in the namespace '\($0)'" }
  }

  /// `'x'`, or what messages call a namespace that is not known.
  package static func title(ofNamespace name: String) -> String {
    name.isEmpty ? unknownNamespace : "'\(name)'"
  }

  /// What messages call the namespace of objects that name none.
  package static let unknownNamespace = "a namespace that is not named"

  /// Whether it is the namespace of objects that name none.
  package var isUnknown: Bool { self == .namespace("") }

  /// Whether a grant at this scope reaches everything at `other`.
  package func covers(_ other: Scope) -> Bool { self == .cluster || self == other }
}
