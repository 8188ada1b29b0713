// SPDX-License-Identifier: Apache-2.0

package import RBAC

extension Suggestion {
  /// The verb that a word stands for in other tools, or that it is a slip of.
  package static func verb(near word: String) -> String? {
    let plain = word.lowercased().filter { !$0.isWhitespace }
    let synonyms = [
      "read": "get", "view": "get", "describe": "get", "show": "get", "edit": "update",
      "modify": "update", "write": "update", "put": "update", "replace": "update",
      "post": "create", "add": "create", "apply": "patch", "remove": "delete",
      "deletecollections": "deletecollection", "watchlist": "watch", "head": "get",
    ]
    if VerbSet(verb: plain) != nil { return plain }
    return synonyms[plain] ?? nearest(to: plain, among: VerbSet.names)
  }
}
