// SPDX-License-Identifier: Apache-2.0

import Manifests
import YAMLSyntax

/// What another program says, without the secrets it was given or has read.
struct SecretWords: Sendable {
  private var words: Set<String> = []

  /// Notes the texts below keys that name secrets, such as `apiKey` or `auth.password`.
  mutating func add(valuesOf node: YAMLNode, isSecret: Bool = false) {
    switch node.kind {
    case .scalar: if isSecret { add(node.text ?? "") }
    case .sequence: for element in node.elements { add(valuesOf: element, isSecret: isSecret) }
    case .mapping:
      for (key, value) in node.entries {
        add(valuesOf: value, isSecret: isSecret || Self.namesSecret(key.text ?? ""))
      }
    }
  }

  /// Notes a value with the path of its key.
  mutating func add(_ text: String, at path: String) {
    if Self.namesSecret(path) { add(text) }
  }

  /// Short words, and what everybody writes, stand elsewhere too.
  private mutating func add(_ text: String) {
    if text.utf8.count >= 6, !["true", "false"].contains(text) { words.insert(text) }
  }

  private static func namesSecret(_ key: String) -> Bool {
    let key = key.lowercased()
    return [
      "password", "passwd", "passphrase", "secret", "token", "key", "credential", "auth", "cert",
    ].contains { key.contains($0) }
  }

  /// The text with each of them, and whatever looks like a token, put out of sight.
  func hidden(in text: String) -> String {
    // The longest first: one may be a part of another.
    let known = words.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.reduce(text) {
      $0.split(separator: $1, omittingEmptySubsequences: false).joined(separator: "[hidden]")
    }
    return KubectlMessage.withoutSecrets(known)
  }
}

extension ChartInstallation {
  /// The secrets among the values that helm is given.
  var secretWords: SecretWords {
    var words = SecretWords()
    if let own = chart.ownValues { words.add(valuesOf: own) }
    for file in valuesFiles {
      guard let text = try? SourceText(file: file) else { continue }
      for document in YAMLStream.read(text).documents { words.add(valuesOf: document) }
    }
    for setting in settings {
      for (path, text) in setting.pairs { words.add(text, at: path) }
    }
    return words
  }
}
