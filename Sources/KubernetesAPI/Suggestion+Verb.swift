// SPDX-License-Identifier: Apache-2.0

package import RBAC

extension Suggestion {
  /// The verb that a word stands for in other tools, or that it is a slip of.
  package static func verb(near word: String) -> String? {
    let synonyms = [
      "read": "get", "view": "get", "describe": "get", "show": "get", "edit": "update",
      "modify": "update", "write": "update", "put": "update", "replace": "update",
      "post": "create", "add": "create", "apply": "patch", "remove": "delete",
      "watchlist": "watch", "head": "get",
    ]
    let plain = word.lowercased().filter { !$0.isWhitespace }
    return synonyms[plain] ?? verb(misspelt: word)
  }

  /// The verb that a word is a slip of.
  package static func verb(misspelt word: String) -> String? {
    slip(of: VerbSet.names, word)
  }

  /// The HTTP method in lower case that a word is a slip of.
  static func method(misspelt word: String) -> String? { slip(of: PathRequest.methods, word) }

  /// One letter too many, too few, another or two swapped; a wrong first letter makes another word,
  /// such as `batch` of `watch`.
  private static func slip(of known: [String], _ word: String) -> String? {
    let plain = word.lowercased().filter { !$0.isWhitespace }
    if known.contains(plain) { return plain == word ? nil : plain }
    return known.first { verb in
      guard editDistance(Array(plain.utf8), Array(verb.utf8), limit: 1) == 1 else { return false }
      let isSwapped = plain.prefix(2).reversed().elementsEqual(verb.prefix(2))
      return plain.first == verb.first || verb.dropFirst() == plain[...] || isSwapped
    }
  }
}
