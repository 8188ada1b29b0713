// SPDX-License-Identifier: Apache-2.0

package import RBAC

extension Catalog {
  /// Words that select something without being an action or a set.
  static let reservedWords = ["all", "none", "default"]

  /// The action or capability that a word names, in any spelling: `exec:pod`, `pod:exec`,
  /// `edit:deploy`, `edit:certificates.cert-manager.io`; `nil` when there is none.
  package func action(_ word: String) -> Action? {
    if let id = names.action(word) { return places[id].map { entries[$0] } }
    guard let (left, right) = NameIndex.halves(of: word.lowercased()) else { return nil }
    return templates[names.verbs[left] ?? left]?.action(for: right)
      ?? templates[names.verbs[right] ?? right]?.action(for: left)
  }

  /// The set of that name, whatever its case.
  package func set(_ word: String) -> ActionSet? {
    guard let name = names.sets[word.lowercased()] else { return nil }
    return sets.first { $0.name == name }
  }

  /// The id or the name of a set that was probably meant.
  package func suggestion(for word: String) -> String? {
    Suggestion.nearest(
      to: word, among: entries.map(\.id) + sets.map(\.name) + Self.reservedWords.prefix(2),
      within: .misreading)
  }

  /// Whether a file with this top-level key is known to be the values of a chart: by the marks of
  /// the catalog's dialects, or by `image`, which `helm create` writes.
  package func isValuesKey(_ key: String) -> Bool {
    key == "image" || dialects.contains { $0.marks.contains(key) }
  }

  /// The actions, capabilities included, that may have sent a request that was seen.
  package func actions(consistentWith request: Request) -> [ActionMatch] {
    entries.compactMap { action in
      let steps = action.steps.indices.filter {
        action.steps[$0].request.isConsistent(with: request)
      }
      let ways = action.ways.indices.filter { way in
        action.ways[way].requests.contains { $0.isConsistent(with: request) }
      }
      guard !steps.isEmpty || !ways.isEmpty else { return nil }
      return ActionMatch(action: action, steps: steps, ways: ways)
    }
  }
}
