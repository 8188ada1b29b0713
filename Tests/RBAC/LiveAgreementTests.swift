// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport
import Testing

/// Random roles and bindings in a real cluster: `can-i --live` says of them what the API server
/// says.
@Suite(.enabled(if: APIServer.isAvailable, APIServer.whySkipped))
struct LiveAgreementTests {
  private static let sets = 300

  @Test func answersAsTheServerDoes() async throws {
    let server = try await APIServer.shared
    var objects: [JSON] = []
    var reviews: [JSON] = []
    for number in 0..<Self.sets {
      var set = RandomSet(number)
      objects += set.objects()
      reviews += (0..<4).map { _ in set.review() }
    }
    for name in Set(objects.compactMap { $0["metadata"]["namespace"].string }).sorted() {
      try await server.createNamespace(name)
    }
    let statuses = try await Self.each(objects) { object in
      try await server.request("POST", APIServer.collectionPath(of: object), body: object).status
    }
    #expect(statuses.filter { $0 == 201 }.count > Self.sets * 4)

    let lines = reviews.map(\.text).joined(separator: "\n")
    let outcome = try RolefitBinary.run(
      ["can-i", "--batch", "-", "--kubeconfig", server.kubeconfig], input: lines)
    #expect(outcome.status == 0, "\(outcome.error)")
    let answers = try outcome.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
    try #require(answers.count == reviews.count)
    #expect(answers.contains { $0["allowed"] == true })
    let verdicts = try await Self.each(reviews) { try await server.review($0) }
    for (index, answer) in answers.enumerated() {
      #expect(answer["undetermined"] == false)
      let allowed = answer["allowed"] == true
      // The server's cache may be a moment behind: only a difference that stays is one.
      if verdicts[index] != allowed {
        try await server.expectReview(of: reviews[index], toBe: allowed)
      }
    }
  }

  /// What `body` makes of each input, in order, a few at once.
  private static func each<Output: Sendable>(
    _ inputs: [JSON], _ body: @escaping @Sendable (JSON) async throws -> Output
  ) async throws -> [Output] {
    let width = 4
    return try await withThrowingTaskGroup(of: [Int: Output].self) { group in
      for part in 0..<width {
        group.addTask {
          var outputs: [Int: Output] = [:]
          for index in stride(from: part, to: inputs.count, by: width) {
            outputs[index] = try await body(inputs[index])
          }
          return outputs
        }
      }
      let all = try await group.reduce(into: [:]) { $0.merge($1) { $1 } }
      return inputs.indices.compactMap { all[$0] }
    }
  }
}

/// One random set whose names are its own, so that it grants nothing to anybody else.
private struct RandomSet {
  private let number: Int
  private var random: RandomPolicy

  init(_ number: Int) {
    self.number = number
    random = RandomPolicy(seed: UInt64(7000 + number))
  }

  /// A name that no other set has.
  private func own(_ name: String) -> String { "agree\(number)-\(name)" }

  /// A namespace, which all sets share.
  private func place(_ name: String) -> String { "agree-\(name)" }

  private func person(_ name: String) -> String {
    guard let account = User(name: name).serviceAccount else { return own(name) }
    return "system:serviceaccount:\(place(account.namespace)):\(own(account.name))"
  }

  private func group(_ name: String) -> String {
    switch name {
    case "system:serviceaccounts": "system:serviceaccounts:\(place("x"))"
    case _ where name.hasPrefix("system:"): name
    default: own(name)
    }
  }

  mutating func objects() -> [JSON] {
    (0..<3).map { json(random.role($0)) } + (0..<3).map { json(random.binding($0)) }
  }

  /// The spec of a SubjectAccessReview.
  mutating func review() -> JSON {
    let user = random.user()
    let isAccount = user.serviceAccount != nil
    let asking =
      isAccount
      ? User.serviceAccount(
        namespace: place(user.serviceAccount?.namespace ?? ""),
        name: own(user.serviceAccount?.name ?? ""))
      : User(name: own(user.name), groups: user.groups.map(group))
    var spec: [String: JSON] = [
      "user": .string(asking.name), "groups": .array(asking.groups.map { .string($0) }),
    ]
    switch random.request() {
    case .nonResource(let request):
      spec["nonResourceAttributes"] = [
        "verb": .string(request.verb), "path": .string(request.path),
      ]
    case .resource(let request):
      spec["resourceAttributes"] = [
        "verb": .string(request.verb), "group": .string(request.apiGroup),
        "resource": .string(request.resource), "subresource": .string(request.subresource),
        "name": .string(request.name),
        "namespace": .string(request.namespace.isEmpty ? "" : place(request.namespace)),
      ]
    }
    return .object(spec)
  }

  private func list(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

  private func metadata(_ name: String, _ namespace: String, _ labels: [String: String]) -> JSON {
    var metadata: [String: JSON] = [
      "name": .string(own(name)), "labels": .object(labels.mapValues { .string(own($0)) }),
    ]
    if !namespace.isEmpty { metadata["namespace"] = .string(place(namespace)) }
    return .object(metadata)
  }

  private func json(_ role: Role) -> JSON {
    let rules = role.rules.map { rule -> JSON in
      rule.nonResourceURLs.isEmpty
        ? [
          "apiGroups": list(rule.apiGroups), "resources": list(rule.resources),
          "resourceNames": list(rule.resourceNames), "verbs": list(rule.verbs),
        ] : ["nonResourceURLs": list(rule.nonResourceURLs), "verbs": list(rule.verbs)]
    }
    var object: [String: JSON] = [
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": .string(role.kind.rawValue),
      "metadata": metadata(role.name, role.namespace, role.labels), "rules": .array(rules),
    ]
    if let selectors = role.aggregationRule {
      object["aggregationRule"] = [
        "clusterRoleSelectors": .array(
          selectors.map { ["matchLabels": .object($0.matchLabels.mapValues { .string(own($0)) })] })
      ]
    }
    return .object(object)
  }

  private func json(_ binding: RoleBinding) -> JSON {
    let subjects = binding.subjects.map { subject -> JSON in
      var fields: [String: JSON] = ["kind": .string(subject.kind)]
      switch subject.kind {
      case "User": fields["name"] = .string(person(subject.name))
      case "Group": fields["name"] = .string(group(subject.name))
      default:
        fields["name"] = .string(own(subject.name))
        if !subject.namespace.isEmpty { fields["namespace"] = .string(place(subject.namespace)) }
      }
      return .object(fields)
    }
    return [
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": .string(binding.kind.rawValue),
      "metadata": metadata(binding.name, binding.namespace, [:]), "subjects": .array(subjects),
      "roleRef": [
        "apiGroup": "rbac.authorization.k8s.io", "kind": .string(binding.roleRef.kind),
        "name": .string(own(binding.roleRef.name)),
      ],
    ]
  }
}
