// SPDX-License-Identifier: Apache-2.0

/// What a template leaves open: a whole value in angle brackets, such as `<NAME>`.
package enum ManifestHole: String, Hashable, Sendable, CaseIterable {
  case name = "NAME"
  case namespace = "NAMESPACE"
  case agent = "AGENT"
  case serviceAccount = "SERVICE_ACCOUNT"
  case serviceAccountNamespace = "SERVICE_ACCOUNT_NAMESPACE"
  case catalog = "CATALOG"
  case agentVersion = "AGENT_VERSION"
  case kubernetesVersion = "KUBERNETES_VERSION"
  case actions = "ACTIONS"
  case capabilities = "CAPABILITIES"
  case watchNamespaces = "WATCH_NAMESPACES"
  case rules = "RULES"
  case role = "ROLE"
  case configMap = "CONFIG_MAP"
  case clusterName = "CLUSTER_NAME"
  case configuration = "CONFIGURATION"
  case configurationChecksum = "CONFIGURATION_CHECKSUM"
  case apiKeySecret = "API_KEY_SECRET"
  case image = "IMAGE"
  case command = "COMMAND"
  case resources = "RESOURCES"

  /// The hole that a whole scalar is; `nil` for any other text.
  init?(template text: String) {
    guard text.first == "<", text.last == ">" else { return nil }
    self.init(rawValue: String(text.dropFirst().dropLast()))
  }

  /// As a template writes it.
  package var text: String { "<\(rawValue)>" }

  /// The words in angle brackets that `text` holds, in capital letters as only holes are.
  static func words(in text: String) -> [Substring] {
    var words: [Substring] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      let word = rest.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
      guard word.first?.isUppercase == true, rest[word.endIndex...].first == ">" else { continue }
      words.append(word)
      rest = rest[word.endIndex...]
    }
    return words
  }
}
