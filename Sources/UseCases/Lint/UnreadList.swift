// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Linting
import Tools

/// Objects of a cluster that the user may not list, and so what a linter can't say there.
struct UnreadList {
  /// Which objects, such as `clusterroles`.
  let resource: String
  /// Who may not list them.
  let note: Diagnostic.Note

  init(path: String, _ refusal: Cluster.Refusal) {
    resource = path.split(separator: "/").last.map(String.init) ?? path
    note = refusal.note
  }

  /// Whether they say who may do what.
  var isRBAC: Bool { resource != "serviceaccounts" }

  /// The rules that find that something is not there: what was not read may be what they miss.
  var undecided: [String] {
    switch resource {
    case "clusterroles", "roles": [MissingRole.id, UnmatchedSelector.id]
    case "clusterrolebindings", "rolebindings": [UnboundRole.id]
    default: [MissingServiceAccount.id, SubjectInWrongNamespace.id]
    }
  }
}
