// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// An agent in a namespace of its own of a real cluster, with what rolefit generates for it.
struct LiveAgent {
  let server: APIServer
  /// The namespace; also the name of the account, of the ClusterRole and of its binding, so that no
  /// other test's objects seem to be meant for this agent.
  let name: String
  var version = "0.2.100"
  /// The account that the Deployment runs under.
  var account: String

  init(server: APIServer, name: String) {
    self.server = server
    self.name = name
    account = name
  }

  static let actions = "scale:deployment,scale:statefulset,delete:pod"

  /// A kubectl that failed.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  @discardableResult
  func kubectl(_ arguments: [String], input: String? = nil) throws -> String {
    let outcome = try KubectlProgram.run(arguments, input: input, on: server)
    guard outcome.status == 0 else { throw Failure(description: outcome.error) }
    return outcome.output
  }

  func apply(_ manifest: String) throws { try kubectl(["apply", "-f", "-"], input: manifest) }

  /// Installs everything. The configuration is the agent's own, as YAML.
  func install(configuration: String? = nil) throws {
    var manifest = """
      apiVersion: v1
      kind: Namespace
      metadata: {name: \(name)}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: \(name), namespace: \(name)}
      ---
      \(deployment)
      ---
      \(binding(in: name))

      """
    if let configuration {
      manifest += """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: k8s-watcher-config, namespace: \(name)}
        data: {komodor-k8s-watcher.yaml: '\(configuration)'}

        """
    }
    try apply(manifest)
    try applyRole(Self.actions)
  }

  var deployment: String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: k8s-watcher
      namespace: \(name)
      annotations: {meta.helm.sh/release-name: watcher, meta.helm.sh/release-namespace: \(name)}
    spec:
      selector: {matchLabels: {app: agent}}
      template:
        metadata: {labels: {app: agent}}
        spec:
          serviceAccountName: \(account)
          containers: [{name: agent, image: "registry.example/komodor/k8s-watcher:\(version)"}]
    """
  }

  func binding(in namespace: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: \(name)}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: \(name)}
    subjects: [{kind: ServiceAccount, name: \(name), namespace: \(namespace)}]
    """
  }

  /// Applies the role that rolefit generates for a set.
  func applyRole(_ actions: String) throws {
    let role = try RolefitBinary.run(
      ["generate", "clusterrole", "--actions", actions, "--kube-version", "1.20"]
    ).output
    try apply(
      role.replacing("name: k8s-watcher\n", with: "name: \(name)\n", maxReplacements: 1)
        .replacing(
          "  annotations:\n",
          with: "  annotations:\n    argocd.argoproj.io/tracking-id: watcher:rbac/ClusterRole:/x\n",
          maxReplacements: 1))
  }

  func verify(_ arguments: [String] = ["--actions", Self.actions]) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      ["verify", "--kubeconfig", server.kubeconfig, "-n", name] + arguments)
  }
}
