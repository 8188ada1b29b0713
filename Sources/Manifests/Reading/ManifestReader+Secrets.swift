// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

extension ManifestReader {
  /// Notes a Secret that logs somebody in: whom, and nothing else of what is in it.
  mutating func readSecret(_ node: YAMLNode) {
    set.otherObjects += 1
    guard let metadata = node["metadata"], let name = metadata["name"]?.string else { return }
    let namespace = metadata["namespace"]?.string ?? defaultNamespace ?? ""
    switch node["type"]?.string {
    case "kubernetes.io/service-account-token":
      let annotations = metadata["annotations"]
      guard let account = annotations?["kubernetes.io/service-account.name"]?.string else { return }
      set.tokenSecrets.append(.init(namespace: namespace, name: name, account: account))
    case "bootstrap.kubernetes.io/token":
      guard namespace == "kube-system", name.hasPrefix(ManifestSet.BootstrapToken.prefix) else {
        return
      }
      let groups = text("auth-extra-groups", of: node)?.split(separator: ",").map(String.init)
      set.bootstrapTokens.append(
        .init(
          name: name, groups: groups ?? [],
          logsIn: text("usage-bootstrap-authentication", of: node) == "true"
            && text("token-id", of: node).map { name == ManifestSet.BootstrapToken.prefix + $0 }
              ?? false
        ))
    default: return
    }
  }

  /// What a Secret says under a key that is no secret.
  ///
  /// Source: kubernetes/kubernetes, plugin/pkg/auth/authenticator/token/bootstrap/bootstrap.go.
  private func text(_ key: String, of node: YAMLNode) -> String? {
    if let text = node["stringData"]?[key]?.string { return text }
    let encoded = (node["data"]?[key]?.string).flatMap { Base64.decoded(Array($0.utf8)) }
    return encoded.map { String(decoding: $0, as: UTF8.self) }
  }
}
