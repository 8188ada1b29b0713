// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@Suite struct ValidationTests {
  private struct Creation: Decodable {
    struct Cause: Decodable, Hashable {
      var field: String
      var reason: String
    }

    var object: RecordedObject
    var accepted: Bool
    var causes: [Cause]?
  }

  @Test func objectsAreRejectedForTheFieldsThatTheServerNamed() throws {
    let recorded = try Conformance.lines(of: "validate.jsonl", as: Creation.self)
    #expect(!recorded.isEmpty)
    for (number, line) in recorded.enumerated() {
      let role = try #require(line.object.role)
      let causes = role.validate().map {
        Creation.Cause(field: $0.field, reason: $0.reason.rawValue)
      }
      #expect(causes.isEmpty == line.accepted, "line \(number + 1)")
      #expect(causes == line.causes ?? [], "line \(number + 1)")
    }
  }

  private static let getPods = PolicyRule(apiGroups: [""], resources: ["pods"], verbs: ["get"])

  @Test(arguments: [
    (ObjectMetadata(name: "a", namespace: "x"), []),
    (ObjectMetadata(name: "System:Node|é b", namespace: "x"), []),
    (ObjectMetadata(name: "a"), ["metadata.namespace FieldValueRequired"]),
    (ObjectMetadata(name: "a", namespace: "X"), ["metadata.namespace FieldValueInvalid"]),
    (ObjectMetadata(name: "a", namespace: "x.y"), ["metadata.namespace FieldValueInvalid"]),
    (
      ObjectMetadata(name: "a/b%", namespace: "x"),
      ["metadata.name FieldValueInvalid", "metadata.name FieldValueInvalid"]
    ),
    (ObjectMetadata(name: "", generateName: "a-", namespace: "x"), []),
    (
      ObjectMetadata(name: "", generateName: "a/", namespace: "x"),
      ["metadata.generateName FieldValueInvalid", "metadata.name FieldValueInvalid"]
    ),
    (ObjectMetadata(name: "a", namespace: "x", labels: ["k": "v", "a.b/K_1.c": ""]), []),
    (
      ObjectMetadata(name: "a", namespace: "x", labels: ["a b": "v"]),
      ["metadata.labels FieldValueInvalid"]
    ),
    (
      ObjectMetadata(name: "a", namespace: "x", labels: ["k": "-v"]),
      ["metadata.labels FieldValueInvalid"]
    ),
    (
      ObjectMetadata(
        name: "a", namespace: "x", labels: ["k": String(repeating: "v", count: 64)]),
      ["metadata.labels FieldValueInvalid"]
    ),
    (ObjectMetadata(name: "a", namespace: "x", annotations: ["Example.com/K": "any thing"]), []),
    (
      ObjectMetadata(name: "a", namespace: "x", annotations: ["a/b/c": ""]),
      ["metadata.annotations FieldValueInvalid"]
    ),
    (
      ObjectMetadata(
        name: "a", namespace: "x", annotations: ["k": String(repeating: "v", count: 262_144)]),
      ["metadata.annotations FieldValueTooLong"]
    ),
    (ObjectMetadata(name: "a", namespace: "x", finalizers: ["orphan", "a.b/c"]), []),
    (
      ObjectMetadata(name: "a", namespace: "x", finalizers: ["mine"]),
      ["metadata.finalizers[0] FieldValueInvalid"]
    ),
    (
      ObjectMetadata(name: "a", namespace: "x", finalizers: ["orphan", "foregroundDeletion"]),
      ["metadata.finalizers FieldValueInvalid"]
    ),
  ])
  func metadataIsJudged(metadata: ObjectMetadata, expected: [String]) {
    let role = Role(kind: .role, metadata: metadata, rules: [Self.getPods])
    #expect(role.validate().map { "\($0.field) \($0.reason.rawValue)" } == expected)
  }

  @Test func aNamespaceOnAClusterRoleIsDropped() {
    let role = Role(kind: .clusterRole, name: "a", namespace: "not A label", rules: [])
    #expect(role.validate().isEmpty)
    #expect(role.namespace.isEmpty)
  }

  @Test(arguments: [
    ([LabelSelector](), ["aggregationRule.clusterRoleSelectors FieldValueRequired"]),
    ([LabelSelector()], []),
    (
      [LabelSelector(matchExpressions: [.init(key: "k", operator: "In")])],
      [
        "aggregationRule.clusterRoleSelectors[0].matchExpressions[0].values FieldValueRequired",
        "aggregationRule.clusterRoleSelectors[0] FieldValueInvalid",
      ]
    ),
    (
      [LabelSelector(matchExpressions: [.init(key: "k", operator: "Exists", values: ["v"])])],
      [
        "aggregationRule.clusterRoleSelectors[0].matchExpressions[0].values FieldValueForbidden",
        "aggregationRule.clusterRoleSelectors[0] FieldValueInvalid",
      ]
    ),
    (
      [
        LabelSelector(), LabelSelector(matchExpressions: [.init(key: "/", operator: "Like")]),
      ],
      [
        "aggregationRule.clusterRoleSelectors[1].matchExpressions[0].operator FieldValueInvalid",
        "aggregationRule.clusterRoleSelectors[1].matchExpressions[0].key FieldValueInvalid",
        "aggregationRule.clusterRoleSelectors[1].matchExpressions[0].key FieldValueInvalid",
        "aggregationRule.clusterRoleSelectors[1] FieldValueInvalid",
      ]
    ),
    (
      [LabelSelector(matchExpressions: [.init(key: "k", operator: "NotIn", values: ["", "é"])])],
      [
        "aggregationRule.clusterRoleSelectors[0].matchExpressions[0].values[1] FieldValueInvalid",
        "aggregationRule.clusterRoleSelectors[0] FieldValueInvalid",
      ]
    ),
    (
      [LabelSelector(matchLabels: ["k": "v v"])],
      [
        "aggregationRule.clusterRoleSelectors[0].matchLabels FieldValueInvalid",
        "aggregationRule.clusterRoleSelectors[0] FieldValueInvalid",
      ]
    ),
  ])
  func selectorsAreJudged(selectors: [LabelSelector], expected: [String]) {
    let role = Role(kind: .clusterRole, name: "a", rules: [], aggregationRule: selectors)
    #expect(role.validate().map { "\($0.field) \($0.reason.rawValue)" } == expected)
  }
}
