// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The roles of an account on a real server, which tests change atom by atom.
final class AccountRoles {
  typealias Atom = DeployerTrial.Atom

  private let server: APIServer
  private let account: String
  private let namespace: String
  /// What the account has, as far as the server goes by it already.
  private var held: Set<Atom> = []

  init(account: String, in namespace: String, on server: APIServer) {
    self.account = account
    self.namespace = namespace
    self.server = server
  }

  /// Gives the account these and nothing else of `all`, and waits until the server goes by it.
  func give(_ atoms: [Atom], of all: [Atom]) async throws {
    for place in Set(all.map(\.namespace)) {
      let rules = atoms.filter { $0.namespace == place }.map(\.rule)
      for object in objects(rules, in: place) {
        let path = try APIServer.collectionPath(of: object)
        let created = try await server.request("POST", path, body: object)
        guard created.status == 409 else { continue }
        let name = object["metadata"]["name"].string ?? ""
        _ = try await server.request("PUT", "\(path)/\(name)", body: object)
      }
    }
    // Whoever reads roles from a cache learns of each change in order.
    for atom in held.symmetricDifference(atoms) {
      try await server.expectReview(of: review(of: atom), toBe: atoms.contains(atom))
    }
    held = Set(atoms)
  }

  private func objects(_ rules: [JSON], in place: String?) -> [JSON] {
    let kind = place == nil ? "ClusterRole" : "Role"
    var metadata: [String: JSON] = ["name": .string("of-\(namespace)")]
    metadata["namespace"] = place.map { .string($0) }
    let api: JSON = "rbac.authorization.k8s.io/v1"
    return [
      [
        "apiVersion": api, "kind": .string(kind), "metadata": .object(metadata),
        "rules": .array(rules),
      ],
      [
        "apiVersion": api, "kind": .string("\(kind)Binding"), "metadata": .object(metadata),
        "roleRef": [
          "apiGroup": "rbac.authorization.k8s.io", "kind": .string(kind),
          "name": .string("of-\(namespace)"),
        ],
        "subjects": [
          ["kind": "ServiceAccount", "name": .string(account), "namespace": .string(namespace)]
        ],
      ],
    ]
  }

  private func review(of atom: Atom) -> JSON {
    var spec: [String: JSON] = [
      "user": .string("system:serviceaccount:\(namespace):\(account)"),
      "groups": ["system:serviceaccounts", "system:authenticated"],
    ]
    let verb = atom.rule["verbs"][0]
    if let path = atom.rule["nonResourceURLs"][0].string {
      spec["nonResourceAttributes"] = ["verb": verb, "path": .string(path)]
      return .object(spec)
    }
    let parts = (atom.rule["resources"][0].string ?? "").components(separatedBy: "/")
    var attributes: [String: JSON] = [
      "verb": verb, "group": atom.rule["apiGroups"][0], "resource": .string(parts[0]),
    ]
    attributes["subresource"] = parts.count > 1 ? .string(parts[1]) : nil
    attributes["namespace"] = atom.namespace.map { .string($0) }
    attributes["name"] = atom.rule["resourceNames"][0].string.map { .string($0) }
    spec["resourceAttributes"] = .object(attributes)
    return .object(spec)
  }
}
