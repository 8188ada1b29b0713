// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics
package import Generating
import Manifests
import RBAC

/// What the agent's Deployment runs, as the command line says.
package struct WorkloadArguments: Sendable {
  package var clusterName: String?
  /// The name of the Secret with the agent's API key.
  package var apiKeySecret: String?
  package var image: String?

  package init(clusterName: String? = nil, apiKeySecret: String? = nil, image: String? = nil) {
    self.clusterName = clusterName
    self.apiKeySecret = apiKeySecret
    self.image = image
  }
}

/// Makes everything that an installation without Helm consists of.
package struct GenerateManifests: Sendable {
  private let request: GenerateRequest
  private let workload: WorkloadArguments

  package init(_ request: GenerateRequest, _ workload: WorkloadArguments) {
    self.request = request
    self.workload = workload
  }

  package func run() throws(Failure) -> InstallManifests {
    let selection = try request.installedSelection()
    request.outside.remark(ConfinementNotes(selection).lines)
    let objects = try request.roles(selection)
    let namespace = selection.context.agentNamespace ?? "default"
    guard objects.account.namespace == namespace else {
      throw .usage(
        "the account \(objects.account) is not in the agent's namespace '\(namespace)', and pods "
          + "run under accounts of their own namespace",
        remedy: "give --service-account \(namespace):\(objects.account.name), or no --namespace")
    }
    guard NameRules.isLabel(objects.name) else {
      throw .usage("--name: a Deployment's name \(NameRules.labelProblem)")
    }
    if !objects.clusterRoles.isEmpty, request.arguments.name == nil,
      namespace != selection.catalog.agent.namespace
    {
      request.outside.remark(
        "the ClusterRole and its binding are called \(objects.name) in every namespace: beside "
          + "another installation give --name")
    }
    return InstallManifests(
      roles: objects, namespace: namespace, workload: try agent(selection))
  }

  private func agent(_ selection: Selection) throws(Failure) -> AgentWorkload? {
    if let secret = workload.apiKeySecret { try Self.check(secret: secret) }
    guard !selection.catalog.dialects.isEmpty else { return nil }
    guard workload.clusterName != "" else {
      throw .usage("--cluster-name: the name is empty")
    }
    let dialect = try request.resolver.dialect(of: selection.catalog)
      .shipping(selection.context.agentVersion)
    let plan = WorkloadPlan(
      selection: selection, dialect: dialect, clusterName: workload.clusterName,
      apiKeySecret: workload.apiKeySecret, image: try image(),
      hasOwnTemplates: request.arguments.templates != nil)
    request.outside.remark(plan.notes)
    return plan.workload
  }

  private func image() throws(Failure) -> ImageReference? {
    guard let text = workload.image else { return nil }
    guard let image = ImageReference(text) else {
      throw .usage(
        "--image: '\(text)' is no image",
        remedy: "write it like registry.example/agent:1.2.3 or registry.example/agent@sha256:…")
    }
    return image
  }

  /// Refuses what can't be a Secret's name. A key in its place is not repeated.
  static func check(secret name: String) throws(Failure) {
    do {
      try SecretName.check(name)
    } catch {
      throw .usage(
        error == .looksLikeKey
          ? "--api-key-secret was given what looks like a key, not the name of a Secret"
          : "--api-key-secret: a Secret's name \(NameRules.subdomainProblem)",
        remedy: "put the key into a Secret under 'apiKey', and give that Secret's name")
    }
  }
}
