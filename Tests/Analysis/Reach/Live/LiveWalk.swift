// SPDX-License-Identifier: Apache-2.0

import Analysis
import Foundation
import Manifests
import RBAC
import TestSupport
import Testing

/// Sends the requests of a path to a real API server, each as the identity that the path names.
final class LiveWalk {
  private let way: LiveWay
  private let server: APIServer
  let own: APIServer.Sender
  /// What the server said of the last object that was written.
  private var lastAnswer = ""
  private var senders: [User: APIServer.Sender] = [:]

  private static let rbac = "/apis/rbac.authorization.k8s.io/v1"
  private static let everything: JSON = [
    "apiGroups": ["*"], "resources": ["*"], "verbs": ["*"],
  ]

  /// Sets everything up.
  init(_ way: LiveWay, on server: APIServer) async throws {
    self.way = way
    self.server = server
    let namespace = way.namespace
    try await server.createNamespace(namespace)
    own = .token(try await server.createServiceAccount("agent", in: namespace))
    senders[way.agent] = own
    for name in ["other", "third"] {
      let token = try await server.createServiceAccount(name, in: namespace)
      if way.others.contains("\(name)-token") {
        try await server.create([
          "apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
          "metadata": [
            "name": .string("\(name)-token"), "namespace": .string(namespace),
            "annotations": ["kubernetes.io/service-account.name": .string(name)],
          ],
          "data": ["token": .string(Data(token.utf8).base64EncodedString())],
        ])
      }
    }
    let set = Samples.cluster(way.manifests)
    for role in set.roles { try await server.create(Self.object(role)) }
    for binding in set.bindings { try await server.create(Self.object(binding)) }
    for binding in set.bindings { try await waitUntilSeen(binding, of: set.roles) }
  }

  /// The authorizer reads from a cache; what is refused before it has seen all is no refusal.
  private func waitUntilSeen(_ binding: RoleBinding, of roles: [Role]) async throws {
    let role = roles.last {
      $0.name == binding.roleRef.name && $0.kind.rawValue == binding.roleRef.kind
    }
    guard let subject = binding.subjects.first else { return }
    for rule in role?.rules ?? [] {
      let parts = rule.resources[0].split(separator: "/").map(String.init)
      var spec: [String: JSON] = [
        "resourceAttributes": [
          "verb": .string(rule.verbs[0]), "group": .string(rule.apiGroups[0]),
          "resource": .string(parts[0]), "subresource": .string(parts.dropFirst().first ?? ""),
          "name": .string(rule.resourceNames.first ?? ""),
          "namespace": .string(binding.namespace),
        ]
      ]
      switch subject.kind {
      case "Group":
        spec["user"] = "somebody"
        spec["groups"] = [.string(subject.name)]
      case "User": spec["user"] = .string(subject.name)
      default:
        spec["user"] = .string("system:serviceaccount:\(subject.namespace):\(subject.name)")
      }
      try await server.expectReview(of: .object(spec), toBe: true)
    }
  }

  func goal(as sender: APIServer.Sender) async throws -> Int {
    try await server.request(
      "GET", "/api/v1/namespaces/\(way.namespace)/configmaps/none", as: sender
    ).status
  }

  /// Takes the steps of a path; says at which one the server refuses.
  func take(_ path: [PathStep]) async throws -> String? {
    for (index, step) in path.enumerated() {
      guard let sender = senders[step.user] else { return "nobody is \(step.user)" }
      let next = index + 1 < path.count ? path[index + 1].user : step.user
      let beneficiary = path[index...].last?.user ?? step.user
      let status = try await insist {
        try await self.take(step, as: sender, to: next, for: beneficiary)
      }
      guard (200..<300).contains(status) || status == 404 else {
        return "\(step.route) as \(step.user.name) (\(step.yields)): \(status) \(lastAnswer)"
      }
    }
    // Whoever comes to every request needs no step of its own for the goal's.
    guard let last = path.last, last.route != ReachStep.direct, let sender = senders[last.user]
    else { return nil }
    let status = try await insist { try await self.goal(as: sender) }
    return status == 403 ? "the goal as \(last.user.name): 403" : nil
  }

  /// A binding that was written a moment ago may not be known yet.
  private func insist(_ send: () async throws -> Int) async throws -> Int {
    var status = 403
    for _ in 0..<15 {
      status = try await send()
      guard status == 403 else { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    return status
  }

  private func take(
    _ step: PathStep, as sender: APIServer.Sender, to next: User, for beneficiary: User
  ) async throws -> Int {
    switch step.route {
    case "impersonation":
      let groups = next.groups.filter { $0 != User.authenticated }
      let isAccount = next.serviceAccount != nil
      let masters = step.requests.contains { $0.name == "system:masters" }
      let name = next == step.user ? step.requests[0].name : next.name
      let named = APIServer.Sender.impersonating(
        .init(name: name, groups: masters ? ["system:masters"] : isAccount ? [] : groups),
        by: sender)
      senders[next == step.user ? step.user : next] = named
      // What a request is refused for here is the impersonation: anybody may see the version.
      return try await server.request("GET", "/version", as: named).status
    case "token-creation":
      let place = step.requests[0]
      let response = try await server.request(
        "POST",
        "/api/v1/namespaces/\(place.namespace)/serviceaccounts/\(place.name)/token",
        body: ["apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": [:]],
        as: sender)
      // The step after it may be another's.
      let account = User.serviceAccount(namespace: place.namespace, name: place.name)
      if let token = response.body["status"]["token"].string { senders[account] = .token(token) }
      return response.status
    case "secret-reading":
      let place = step.requests[0]
      let response = try await server.request(
        "GET", "/api/v1/namespaces/\(place.namespace)/secrets/\(place.name)", as: sender)
      let data = response.body["data"]["token"].string.flatMap { Data(base64Encoded: $0) }
      if let data { senders[next] = .token(String(decoding: data, as: UTF8.self)) }
      return response.status
    case "binding-writing": return try await writeBinding(step, as: sender, for: beneficiary)
    case "role-writing": return try await writeRole(step, as: sender)
    default: return try await goal(as: sender)
    }
  }

  /// The kind and the name in `the rules of ClusterRole 'x'` or `new rules in Role 'shop/x'`.
  private func roleNamed(in words: String) -> (kind: String, name: String)? {
    for kind in ["ClusterRole", "Role"] {
      guard let start = words.range(of: "\(kind) '") else { continue }
      let title = words[start.upperBound...].prefix { $0 != "'" }
      return (kind, String(title.split(separator: "/").last ?? title))
    }
    return nil
  }

  private func writeBinding(
    _ step: PathStep, as sender: APIServer.Sender, for beneficiary: User
  ) async throws -> Int {
    let role = roleNamed(in: step.yields) ?? ("Role", "made")
    let write = step.requests[0]
    let name = write.name.isEmpty ? "made" : write.name
    let object: JSON = [
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
      "metadata": ["name": .string(name), "namespace": .string(way.namespace)],
      "roleRef": [
        "apiGroup": "rbac.authorization.k8s.io", "kind": .string(role.kind),
        "name": .string(role.name),
      ],
      "subjects": [
        [
          "apiGroup": "rbac.authorization.k8s.io", "kind": "User",
          "name": .string(beneficiary.name),
        ]
      ],
    ]
    return try await send(object, write.verb, "rolebindings", name, as: sender)
  }

  private func writeRole(_ step: PathStep, as sender: APIServer.Sender) async throws -> Int {
    let write = step.requests[0]
    let isFree = step.requests.contains { $0.verb == "escalate" }
    let waiting = roleNamed(in: step.yields)?.name ?? "made"
    let name = write.name.isEmpty ? waiting : write.name
    let rule: JSON =
      isFree ? Self.everything : ["apiGroups": [""], "resources": ["configmaps"], "verbs": ["get"]]
    let object: JSON = [
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
      "metadata": ["name": .string(name), "namespace": .string(way.namespace)], "rules": [rule],
    ]
    return try await send(object, write.verb, "roles", name, as: sender)
  }

  private func send(
    _ object: JSON, _ verb: String, _ resource: String, _ name: String, as sender: APIServer.Sender
  ) async throws -> Int {
    let place = "\(Self.rbac)/namespaces/\(way.namespace)/\(resource)"
    let (method, path, type) =
      switch verb {
      case "create": ("POST", place, "application/json")
      case "update": ("PUT", "\(place)/\(name)", "application/json")
      default:
        ("PATCH", "\(place)/\(name)?fieldManager=agent&force=true", "application/apply-patch+yaml")
      }
    let response = try await server.request(
      method, path, body: object, as: sender, contentType: type)
    lastAnswer = response.body["message"].string ?? ""
    // Sent a second time, what was made is there.
    return response.status == 409 ? 200 : response.status
  }

  private static func object(_ role: Role) -> JSON {
    func list(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
    return [
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": .string(role.kind.rawValue),
      "metadata": metadata(role.name, role.namespace),
      "rules": .array(
        role.rules.map { rule in
          [
            "apiGroups": list(rule.apiGroups), "resources": list(rule.resources),
            "resourceNames": list(rule.resourceNames), "verbs": list(rule.verbs),
          ]
        }),
    ]
  }

  private static func object(_ binding: RoleBinding) -> JSON {
    [
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": .string(binding.kind.rawValue),
      "metadata": metadata(binding.name, binding.namespace),
      "subjects": .array(
        binding.subjects.map { subject in
          var fields: [String: JSON] = [
            "kind": .string(subject.kind), "name": .string(subject.name),
          ]
          if !subject.namespace.isEmpty { fields["namespace"] = .string(subject.namespace) }
          return .object(fields)
        }),
      "roleRef": [
        "apiGroup": "rbac.authorization.k8s.io", "kind": .string(binding.roleRef.kind),
        "name": .string(binding.roleRef.name),
      ],
    ]
  }

  private static func metadata(_ name: String, _ namespace: String) -> JSON {
    namespace.isEmpty
      ? ["name": .string(name)] : ["name": .string(name), "namespace": .string(namespace)]
  }
}

extension PathStep.Asked {
  fileprivate var verb: String {
    if case .resource(let request) = request { request.verb } else { "" }
  }
  fileprivate var name: String {
    if case .resource(let request) = request { request.name } else { "" }
  }
  fileprivate var namespace: String {
    if case .resource(let request) = request { request.namespace } else { "" }
  }
}
