// SPDX-License-Identifier: Apache-2.0

/// A Role or ClusterRole.
package struct Role: Sendable {
  package enum Kind: String, Sendable {
    case role = "Role"
    case clusterRole = "ClusterRole"
  }

  package var kind: Kind
  package var metadata: ObjectMetadata
  /// As written. An aggregated ClusterRole's are not what it grants: the server's controller
  /// overwrites them.
  package var rules: [PolicyRule]
  /// Rules that the role may have besides, and nobody knows: what only they allow is undetermined.
  package var possibleRules: [PolicyRule] = []
  /// One for each rule, or none at all.
  package var ruleOrigins: [Origin]
  /// `aggregationRule.clusterRoleSelectors` of a ClusterRole; `nil` when it has no
  /// `aggregationRule`.
  package var aggregationRule: [LabelSelector]?
  package var origin: Origin?

  package init(
    kind: Kind, metadata: ObjectMetadata, rules: [PolicyRule], ruleOrigins: [Origin] = [],
    aggregationRule: [LabelSelector]? = nil, origin: Origin? = nil
  ) {
    self.kind = kind
    self.metadata = metadata
    self.rules = rules
    self.ruleOrigins = ruleOrigins
    self.aggregationRule = aggregationRule
    self.origin = origin
  }

  package init(
    kind: Kind, name: String, namespace: String = "", labels: [String: String] = [:],
    rules: [PolicyRule], possibleRules: [PolicyRule] = [], ruleOrigins: [Origin] = [],
    aggregationRule: [LabelSelector]? = nil, origin: Origin? = nil
  ) {
    self.init(
      kind: kind, metadata: ObjectMetadata(name: name, namespace: namespace, labels: labels),
      rules: rules, ruleOrigins: ruleOrigins, aggregationRule: aggregationRule, origin: origin)
    self.possibleRules = possibleRules
  }

  package var name: String { metadata.name }
  /// Empty for a ClusterRole, whatever is written: the server drops it.
  package var namespace: String { kind == .role ? metadata.namespace : "" }
  package var labels: [String: String] { metadata.labels }
  /// Whether it is in a namespace that nobody named.
  package var isUnplaced: Bool { kind == .role && metadata.namespace.isEmpty }

  /// Where its rules hold as far as the role itself says: a Role's in its namespace.
  package var scope: Scope { kind == .role ? .namespace(metadata.namespace) : .cluster }

  /// Where the rule at `index` was written, when that is known.
  package func origin(ofRule index: Int) -> Origin? {
    ruleOrigins.indices.contains(index) ? ruleOrigins[index] : nil
  }
}
