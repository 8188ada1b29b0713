// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport

/// One random set whose names are its own, so that it grants nothing to anybody else.
struct RandomSet {
  private let number: Int
  private let prefix: String
  private var random: RandomPolicy

  /// - Parameter prefix: what all names of a test begin with.
  init(_ number: Int, prefix: String) {
    self.number = number
    self.prefix = prefix
    random = RandomPolicy(seed: UInt64(7000 + number))
  }

  /// A name that no other set has.
  private func own(_ name: String) -> String { "\(prefix)\(number)-\(name)" }

  /// A namespace, which all sets share.
  private func place(_ name: String) -> String { "\(prefix)-\(name)" }

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

  /// - Parameter count: how many roles there are, and how many bindings.
  mutating func objects(count: Int = 3) -> [JSON] {
    (0..<count).map { json(random.role($0)) } + (0..<count).map { json(random.binding($0)) }
  }

  /// Somebody whom bindings of the set may name.
  mutating func user() -> User {
    let user = random.user()
    guard let account = user.serviceAccount else {
      return User(name: own(user.name), groups: user.groups.map(group))
    }
    return .serviceAccount(namespace: place(account.namespace), name: own(account.name))
  }

  /// The spec of a SubjectAccessReview.
  mutating func review() -> JSON {
    let asking = user()
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
