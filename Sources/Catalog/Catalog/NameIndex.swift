// SPDX-License-Identifier: Apache-2.0

/// The spellings of a catalog's words, looked up without regard to case.
struct NameIndex: Sendable {
  /// Ids and other spellings of actions, in lower case, with the id each means.
  var actions: [String: String] = [:]
  /// Names of sets in lower case.
  var sets: [String: String] = [:]
  /// Spellings of verbs in lower case.
  var verbs: [String: String] = [:]
  /// Kinds by name, resource and short names.
  var kinds: [String: String] = [:]

  /// The id that a word means; `nil` when it is no action.
  ///
  /// Beside the id itself: another spelling of verb or kind, and both the wrong way round.
  func action(_ word: String) -> String? {
    let word = word.lowercased()
    if let id = actions[word] { return id }
    guard let (left, right) = Self.halves(of: word) else { return nil }
    for (verb, kind) in [(left, right), (right, left)] {
      for verb in Set([verb, verbs[verb] ?? verb]).sorted() {
        for kind in Set([kind, kinds[kind] ?? kind]).sorted() {
          if let id = actions["\(verb):\(kind)"] { return id }
        }
      }
    }
    return nil
  }

  /// The parts on both sides of the first colon.
  static func halves(of word: String) -> (String, String)? {
    guard let colon = word.firstIndex(of: ":") else { return nil }
    let left = String(word[..<colon])
    let right = String(word[word.index(after: colon)...])
    return left.isEmpty || right.isEmpty ? nil : (left, right)
  }
}
