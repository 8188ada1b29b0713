// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The roles that the API server says are not there, in a refusal or by itself: `RBAC:
/// clusterrole.rbac.authorization.k8s.io "x" not found`.
///
/// Source: k8s.io/apimachinery, `NewNotFound` in pkg/api/errors; kubernetes/kubernetes,
/// pkg/registry/rbac/validation/rule.go, which names the resource in the singular.
enum MissingRoles {
  private static let marks = ["role", "roles"].map { "\($0).\(RoleBinding.apiGroup) \"" }

  /// - Parameter request: the refused one, in whose namespace a Role would be.
  static func roles(in line: ArraySlice<UInt8>, of request: Request) -> [ObjectReference] {
    var namespace = ""
    if case .resource(let asked) = request { namespace = asked.namespace }
    return roles(in: line, namespace: namespace)
  }

  static func roles(in line: ArraySlice<UInt8>, namespace: String = "") -> [ObjectReference] {
    let line = Array(line)
    var found: [(offset: Int, role: ObjectReference)] = []
    for mark in marks {
      var position = 0
      while let start = line.firstOffset(of: mark, from: position) {
        position = start + mark.utf8.count
        guard let end = line[position...].firstIndex(of: UInt8(ascii: "\"")),
          line[end...].starts(with: "\" not found".utf8)
        else { continue }
        let isOfCluster = line[..<start].suffix(7).elementsEqual("cluster".utf8)
        let role = ObjectReference(
          kind: isOfCluster ? "ClusterRole" : "Role", namespace: isOfCluster ? "" : namespace,
          name: String(decoding: line[position..<end], as: UTF8.self))
        if !found.contains(where: { $0.role == role }) { found.append((start, role)) }
      }
    }
    return found.sorted { $0.offset < $1.offset }.map(\.role)
  }
}
