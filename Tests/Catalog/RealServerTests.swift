// SPDX-License-Identifier: Apache-2.0

import Catalog
import KubernetesAPI
import RBAC
import TestSupport
import Testing

/// What a real API server says to an account that holds exactly an action's rules, and to one that
/// lacks one of their atoms.
@Suite(.enabled(if: APIServer.isAvailable, APIServer.whySkipped))
struct RealServerTests {
  /// One account with its role: an action's rules, or these without one atom.
  private struct Case {
    var user: String
    var atoms: [Atom]
    /// What it is without; `nil` for the whole role.
    var missing: Atom?
  }

  @Test func rulesAreEnoughAndNoneTooMany() async throws {
    let server = try await APIServer.shared
    let version = try #require(KubernetesVersion(server.version))
    let catalog = Catalog.builtIn
    let context = NeedContext(
      kubernetes: version, agentVersion: catalog.newestAgentVersion)
    var all: [(each: Case, needs: ActionNeeds)] = []
    for needs in catalog.needs(of: catalog.entries, in: context) {
      let atoms = needs.atoms
      let user = "catalog:\(needs.action.id)"
      all.append((Case(user: user, atoms: atoms, missing: nil), needs))
      for (place, atom) in atoms.enumerated() where atoms.count > 1 {
        let rest = atoms.filter { $0 != atom }
        all.append((Case(user: "\(user):\(place)", atoms: rest, missing: atom), needs))
      }
    }
    all.removeAll { $0.each.atoms.isEmpty }
    for (each, _) in all { try await grant(each, on: server) }
    for (each, needs) in all {
      // What is allowed first: a refusal says nothing before the server has heard of the role.
      let isGranted = { (need: Need) in each.missing.map { !need.atoms.contains($0) } ?? true }
      for need in needs.required.filter(isGranted) + needs.required.filter({ !isGranted($0) }) {
        try await check(need, of: each, context, catalog, server)
      }
    }
  }

  private func grant(_ each: Case, on server: APIServer) async throws {
    let name = each.user.replacing("{", with: "").replacing("}", with: "")
    try await server.create([
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
      "metadata": ["name": .string(name)],
      "rules": .array(AtomSet(each.atoms).normalForm().map { Self.json($0.rule) }),
    ])
    try await server.create([
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
      "metadata": ["name": .string(name)],
      "roleRef": [
        "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": .string(name),
      ],
      "subjects": [
        ["apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": .string(each.user)]
      ],
    ])
  }

  /// Sends the request of a need, or asks for a review where this server does not serve it.
  private func check(
    _ need: Need, of each: Case, _ context: NeedContext, _ catalog: Catalog, _ server: APIServer
  ) async throws {
    let isAllowed = each.missing.map { !need.atoms.contains($0) } ?? true
    for request in need.step.request.requests(in: context, anyName: "no-such-object") {
      try await server.expectReview(of: Self.review(request, each.user), toBe: isAllowed)
      guard let sent = Self.sent(request, catalog, context) else { continue }
      let response = try await server.request(
        sent.method, sent.path, body: sent.method == "GET" || sent.method == "DELETE" ? nil : [:],
        as: .user(each.user),
        contentType: sent.method == "PATCH" ? "application/merge-patch+json" : "application/json")
      #expect(
        (response.status != 403) == isAllowed,
        "\(each.user): \(sent.method) \(sent.path): \(response.status)")
    }
  }

  private static func json(_ rule: PolicyRule) -> JSON {
    func list(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
    return rule.nonResourceURLs.isEmpty
      ? [
        "apiGroups": list(rule.apiGroups), "resources": list(rule.resources),
        "resourceNames": list(rule.resourceNames), "verbs": list(rule.verbs),
      ] : ["nonResourceURLs": list(rule.nonResourceURLs), "verbs": list(rule.verbs)]
  }

  private static func review(_ request: Request, _ user: String) -> JSON {
    switch request {
    case .nonResource(let request):
      [
        "user": .string(user),
        "nonResourceAttributes": ["path": .string(request.path), "verb": .string(request.verb)],
      ]
    case .resource(let request):
      [
        "user": .string(user),
        "resourceAttributes": [
          "verb": .string(request.verb), "group": .string(request.apiGroup),
          "resource": .string(request.resource), "subresource": .string(request.subresource),
          "name": .string(request.name), "namespace": .string(request.namespace),
        ],
      ]
    }
  }

  /// Versions of the groups as the server of these tests serves them.
  private static let versions = [
    "": "/api/v1", "apps": "/apis/apps/v1", "batch": "/apis/batch/v1",
    "networking.k8s.io": "/apis/networking.k8s.io/v1", "storage.k8s.io": "/apis/storage.k8s.io/v1",
    "autoscaling": "/apis/autoscaling/v1",
    "rbac.authorization.k8s.io": "/apis/rbac.authorization.k8s.io/v1",
    "coordination.k8s.io": "/apis/coordination.k8s.io/v1",
    "apiextensions.k8s.io": "/apis/apiextensions.k8s.io/v1",
    "admissionregistration.k8s.io": "/apis/admissionregistration.k8s.io/v1",
    "scheduling.k8s.io": "/apis/scheduling.k8s.io/v1",
  ]

  /// The HTTP request, if this server serves it and it leaves nothing behind.
  private static func sent(
    _ request: Request, _ catalog: Catalog, _ context: NeedContext
  ) -> (method: String, path: String)? {
    guard case .resource(let request) = request else {
      guard case .nonResource(let request) = request else { return nil }
      return ("GET", request.path)
    }
    let methods = [
      "get": "GET", "list": "GET", "watch": "GET", "create": "POST", "update": "PUT",
      "patch": "PATCH", "delete": "DELETE",
    ]
    let table = catalog.apiTable(context.kubernetes)
    guard let method = methods[request.verb], let prefix = versions[request.apiGroup],
      let resource = table.resource(group: request.apiGroup, request.resource),
      !["cronjobs", "csistoragecapacities"].contains(request.resource)
    else { return nil }
    var path = prefix
    if resource.isNamespaced, !request.name.isEmpty || request.verb == "create" {
      path += "/namespaces/default"
    }
    path += "/\(request.resource)"
    if !request.name.isEmpty { path += "/\(request.name)" }
    if !request.subresource.isEmpty { path += "/\(request.subresource)" }
    // A version that can't be: the server refuses it once it has authorized the request.
    if request.verb == "watch" { path += "?watch=true&resourceVersion=none" }
    return (method, path)
  }
}
