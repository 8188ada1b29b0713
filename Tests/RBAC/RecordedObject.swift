// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A Role, ClusterRole, RoleBinding or ClusterRoleBinding as recorded.
struct RecordedObject: Decodable {
  struct Metadata: Decodable {
    var name: String?
    var namespace: String?
    var labels: [String: String]?
  }

  struct RoleRef: Decodable {
    var apiGroup: String?
    var kind: String
    var name: String
  }

  struct RecordedSubject: Decodable {
    var kind: String
    var apiGroup: String?
    var name: String
    var namespace: String?
  }

  struct AggregationRule: Decodable {
    struct Selector: Decodable { var matchLabels: [String: String]? }

    var clusterRoleSelectors: [Selector]?
  }

  var kind: String
  var metadata: Metadata
  var rules: [RecordedRule]?
  var aggregationRule: AggregationRule?
  var roleRef: RoleRef?
  var subjects: [RecordedSubject]?

  private var objectMetadata: ObjectMetadata {
    ObjectMetadata(
      name: metadata.name ?? "", namespace: metadata.namespace ?? "", labels: metadata.labels ?? [:]
    )
  }

  var role: Role? {
    guard let kind = Role.Kind(rawValue: kind) else { return nil }
    return Role(
      kind: kind, metadata: objectMetadata, rules: (rules ?? []).map(\.rule),
      aggregationRule: aggregationRule.map { rule in
        (rule.clusterRoleSelectors ?? []).map { LabelSelector(matchLabels: $0.matchLabels ?? [:]) }
      })
  }

  var binding: RoleBinding? {
    guard let kind = RoleBinding.Kind(rawValue: kind), let roleRef else { return nil }
    return RoleBinding(
      kind: kind, metadata: objectMetadata,
      roleRef: RoleBinding.RoleRef(
        apiGroup: roleRef.apiGroup ?? "", kind: roleRef.kind, name: roleRef.name),
      subjects: (subjects ?? []).map {
        Subject(
          kind: $0.kind, apiGroup: $0.apiGroup ?? "", name: $0.name, namespace: $0.namespace ?? "")
      })
  }
}
