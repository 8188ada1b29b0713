// SPDX-License-Identifier: Apache-2.0

import Manifests
import Testing
import YAMLSyntax

/// Secrets that log somebody in.
struct TokenSecretTests {
  private func read(_ text: String, namespace: String? = nil) -> ManifestSet {
    var reader = ManifestReader(defaultNamespace: namespace, kubernetesMinor: 36)
    reader.read(SourceText(name: "in.yaml", text: text))
    return reader.finish(inputs: "in.yaml")
  }

  private func bootstrapToken(
    _ data: String, name: String = "bootstrap-token-abcdef", namespace: String = "kube-system"
  ) -> String {
    """
    apiVersion: v1
    kind: Secret
    metadata: {name: \(name), namespace: \(namespace)}
    type: bootstrap.kubernetes.io/token
    \(data)
    """
  }

  @Test func aTokenOfAnAccountNamesIt() {
    let text = """
      apiVersion: v1
      kind: Secret
      metadata:
        name: token
        annotations: {kubernetes.io/service-account.name: deployer}
      type: kubernetes.io/service-account-token
      """
    #expect(
      read(text, namespace: "shop").tokenSecrets
        == [.init(namespace: "shop", name: "token", account: "deployer")])
    #expect(read(text).tokenSecrets == [.init(namespace: "", name: "token", account: "deployer")])
  }

  /// `c3lzdGVtOmJvb3RzdHJhcHBlcnM6YQ==` is `system:bootstrappers:a`.
  @Test(arguments: [
    ("", []), ("stringData: {token-id: abcdef}", []),
    (
      "stringData: {auth-extra-groups: 'system:bootstrappers:a,system:bootstrappers:b'}",
      [
        "system:bootstrappers:a", "system:bootstrappers:b",
      ]
    ),
    ("data: {auth-extra-groups: c3lzdGVtOmJvb3RzdHJhcHBlcnM6YQ==}", ["system:bootstrappers:a"]),
    ("data: {auth-extra-groups: '%'}", []), ("data: [1]", []),
  ])
  func aBootstrapTokenNamesItsGroups(data: String, groups: [String]) {
    let set = read(bootstrapToken(data))
    #expect(set.bootstrapTokens.map(\.name) == ["bootstrap-token-abcdef"])
    #expect(set.bootstrapTokens.map(\.groups) == [groups])
    #expect(set.bootstrapTokens.map(\.user) == ["system:bootstrap:abcdef"])
  }

  @Test(arguments: [
    ("{token-id: abcdef, usage-bootstrap-authentication: 'true'}", true),
    ("{token-id: abcdef, usage-bootstrap-authentication: 'false'}", false),
    ("{token-id: abcdef}", false),
    ("{token-id: other, usage-bootstrap-authentication: 'true'}", false),
    ("{usage-bootstrap-authentication: 'true'}", false),
  ])
  func aBootstrapTokenLogsInWhereItSaysSo(data: String, logsIn: Bool) {
    #expect(read(bootstrapToken("stringData: \(data)")).bootstrapTokens.map(\.logsIn) == [logsIn])
  }

  @Test func onlyKubeSystemHasBootstrapTokens() {
    #expect(read(bootstrapToken("", namespace: "default")).bootstrapTokens.isEmpty)
    #expect(read(bootstrapToken("", name: "token-abcdef")).bootstrapTokens.isEmpty)
  }
}
