// SPDX-License-Identifier: Apache-2.0

/// A command's words as they may be written into a file: without what may be a secret.
struct CommandWords {
  /// The words with a blank between; what is hidden is an ellipsis.
  let text: String

  private static let hidden = "…"
  private static let secretNames = [
    "password", "passwd", "passphrase", "token", "secret", "credential", "auth", "apikey",
    "api-key", "api_key", "access-key", "accesskey", "private", "from-literal", "cookie", "bearer",
  ]
  /// More letters than this without a slash or a dot are no word that somebody reads.
  private static let longestWord = 40

  init(_ words: [String]) {
    var shown: [String] = []
    var hidesNext = false
    for word in words {
      if hidesNext, !word.hasPrefix("-") {
        shown.append(Self.hidden)
        hidesNext = false
        continue
      }
      let isOption = word.hasPrefix("-")
      // `--token VALUE`, but not `create secret generic NAME`.
      hidesNext = isOption && !word.contains("=") && Self.isSecret(word)
      shown.append(Self.shown(word))
    }
    text = shown.joined(separator: " ")
  }

  private static func shown(_ word: String) -> String {
    if word.contains("\n") || word.contains(" ") { return hidden }
    if let sign = word.firstIndex(of: "="), isSecret(String(word[..<sign])) || isSecret(word) {
      return "\(word[...sign])\(hidden)"
    }
    // The user and the password of a URL.
    if word.contains("://"), let at = word.lastIndex(of: "@"),
      let scheme = word.firstRange(of: "://")
    {
      return "\(word[..<scheme.upperBound])\(hidden)\(word[at...])"
    }
    let value = word.split(separator: "=").last ?? ""
    let isLong =
      value.count > longestWord && !value.contains("/") && !value.contains(".")
    return isLong || value.hasPrefix("eyJ") ? hidden : word
  }

  private static func isSecret(_ text: String) -> Bool {
    let text = text.lowercased()
    return secretNames.contains { text.contains($0) }
  }
}
