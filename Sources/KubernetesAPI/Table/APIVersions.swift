// SPDX-License-Identifier: Apache-2.0

/// The API versions by which a client asks for resources. RBAC ignores them; paths and bodies of
/// requests do not.
package enum APIVersions {
  /// The version to ask for in a group: `v1` wherever that is served, else the most stable one. A
  /// resource that is gone has the version it had last, and one that no table knows has `v1`.
  package static func version(
    of resource: String, group: String, in kubernetes: KubernetesVersion
  ) -> String {
    let row = rows.first {
      $0.group == group && $0.resource == resource && $0.first <= kubernetes.minor
        && kubernetes.minor <= $0.last
    }
    return row?.version ?? "v1"
  }

  private struct Row {
    var group: String
    var resource: String
    var version: String
    var first: Int
    var last: Int
  }

  private static let rows: [Row] = TableText.lines(of: APIVersionData.versions).compactMap { line in
    let words = TableText.split(line, at: " ").map(String.init)
    guard words.count == 4 else { return nil }
    let span = TableText.split(Substring(words[3]), at: "-")
    return Row(
      group: words[0], resource: words[1], version: words[2], first: Int(span[0]) ?? 0,
      last: Int(span[1]) ?? .max)
  }
}
