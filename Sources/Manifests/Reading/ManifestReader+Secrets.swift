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
      set.bootstrapTokens.append(.init(name: name, groups: groups(ofBootstrapToken: node)))
    default: return
    }
  }

  /// The groups that a bootstrap token names.
  ///
  /// Source: kubernetes/kubernetes, staging/src/k8s.io/cluster-bootstrap/token/util/helpers.go.
  private func groups(ofBootstrapToken node: YAMLNode) -> [String] {
    let key = "auth-extra-groups"
    let encoded = (node["data"]?[key]?.string).flatMap { Base64.decoded(Array($0.utf8)) }
    let text =
      node["stringData"]?[key]?.string ?? encoded.map { String(decoding: $0, as: UTF8.self) }
    return text?.split(separator: ",").map(String.init) ?? []
  }
}
