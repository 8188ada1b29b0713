// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// A ClusterRole or Role that every API server makes when it starts.
package struct DefaultRole: Hashable, Sendable {
  package var name: String
  /// The namespace of a Role; `nil` for a ClusterRole.
  package var namespace: String?
  package var labels: [String: String]
  /// The `matchLabels` of its aggregation rule's selectors; empty for a role that aggregates
  /// nothing. A role that does has no rules here: they are those of the roles it selects.
  package var aggregationSelectors: [[String: String]]
  package var rules: [PolicyRule]
  /// Rules that some servers of the version may have and others not: they came or went with a
  /// version that is known only to lie in a range, or hang on a feature gate.
  package var possibleRules: [PolicyRule]
  /// The version whose state of the role this is. The version asked for, if that state is known:
  /// then nothing but `rules` and perhaps `possibleRules` is granted. Else the nearest one whose
  /// state is known: what the role grants in the version asked for may differ either way.
  package var knownIn: KubernetesVersion
}

/// A binding that every API server makes when it starts.
package struct DefaultBinding: Hashable, Sendable {
  package struct Subject: Hashable, Sendable {
    /// `User`, `Group` or `ServiceAccount`.
    package var kind: String
    package var name: String
    /// Of a service account; else empty.
    package var namespace: String
  }

  package var name: String
  /// The namespace of a RoleBinding; `nil` for a ClusterRoleBinding.
  package var namespace: String?
  /// `ClusterRole` or `Role`.
  package var roleKind: String
  package var roleName: String
  package var subjects: [Subject]
}
