// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A role that came out of a recorded run, taken apart: each atom can be left out.
struct RecordedRole {
  /// One verb on one resource or path.
  struct Atom {
    /// `nil` for the whole cluster.
    var namespace: String?
    var rule: JSON

    var verb: JSON { rule["verbs"][0] }
  }

  private(set) var atoms: [Atom] = []

  /// - Parameter report: the JSON report of `record`.
  init(_ report: JSON) {
    for rule in report["rules"].array {
      var parts = [rule.object]
      parts[0]["namespace"] = nil
      for key in ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"] {
        let values = rule[key].array
        guard !values.isEmpty else { continue }
        parts = parts.flatMap { part in
          values.map { value in part.merging([key: .array([value])]) { $1 } }
        }
      }
      atoms += parts.map { Atom(namespace: rule["namespace"].string, rule: .object($0)) }
    }
  }

  /// Roles with all atoms but one, and, for an account, what binds them.
  ///
  /// - Parameters:
  ///   - skipped: the atom's place in `atoms`; -1 for none.
  ///   - account: `namespace:name`.
  func objects(without skipped: Int = -1, boundTo account: String? = nil) -> [JSON] {
    let kept = atoms.enumerated().filter { $0.offset != skipped }.map(\.element)
    let parts = account?.split(separator: ":").map(String.init) ?? []
    return Dictionary(grouping: kept, by: \.namespace).sorted { $0.key ?? "" < $1.key ?? "" }
      .flatMap { namespace, atoms -> [JSON] in
        let kind = namespace == nil ? "ClusterRole" : "Role"
        var metadata: [String: JSON] = ["name": .string(parts.last ?? "recorded")]
        metadata["namespace"] = namespace.map { .string($0) }
        func object(_ kind: String, _ rest: [String: JSON]) -> JSON {
          .object(
            [
              "apiVersion": "rbac.authorization.k8s.io/v1", "kind": .string(kind),
              "metadata": .object(metadata),
            ].merging(rest) { $1 })
        }
        let role = object(kind, ["rules": .array(atoms.map(\.rule))])
        guard parts.count == 2 else { return [role] }
        let binding = object(
          "\(kind)Binding",
          [
            "roleRef": [
              "apiGroup": "rbac.authorization.k8s.io", "kind": .string(kind),
              "name": .string(parts[1]),
            ],
            "subjects": [
              [
                "kind": "ServiceAccount", "namespace": .string(parts[0]),
                "name": .string(parts[1]),
              ]
            ],
          ])
        return [role, binding]
      }
  }

  /// Writes the roles to a file; its path.
  func write(to folder: TemporaryDirectory, without skipped: Int = -1) throws -> String {
    let text = objects(without: skipped).map(\.text).joined(separator: "\n---\n")
    return try folder.write(text, to: "recorded-\(skipped).yaml")
  }

  /// Gives the roles to a new account of a server, and waits until it knows them.
  func grant(
    to account: String, on server: APIServer, without skipped: Int = -1
  ) async throws {
    let parts = account.split(separator: ":").map(String.init)
    _ = try await server.createServiceAccount(parts[1], in: parts[0])
    for object in objects(without: skipped, boundTo: account) { try await server.create(object) }
    for (number, atom) in atoms.enumerated() where number != skipped {
      var spec: [String: JSON] = ["user": .string("system:serviceaccount:\(account)")]
      if let path = atom.rule["nonResourceURLs"][0].string {
        spec["nonResourceAttributes"] = ["path": .string(path), "verb": atom.verb]
      } else {
        let resource = (atom.rule["resources"][0].string ?? "").split(separator: "/")
        var attributes: [String: JSON] = [
          "verb": atom.verb, "group": atom.rule["apiGroups"][0],
          "resource": .string(String(resource.first ?? "")),
        ]
        if resource.count > 1 { attributes["subresource"] = .string(String(resource[1])) }
        attributes["namespace"] = atom.namespace.map { .string($0) }
        if let name = atom.rule["resourceNames"][0].string { attributes["name"] = .string(name) }
        spec["resourceAttributes"] = .object(attributes)
      }
      try await server.expectReview(of: .object(spec), toBe: true)
    }
  }
}
