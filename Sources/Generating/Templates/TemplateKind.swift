// SPDX-License-Identifier: Apache-2.0

/// The manifests that there are templates of.
package enum TemplateKind: String, Hashable, Sendable, CaseIterable {
  case namespace, serviceaccount, clusterrole, clusterrolebinding, role, rolebinding, configmap
  case deployment, kustomization

  /// The name of its file in a folder of templates.
  package var fileName: String { "\(rawValue).yaml" }

  /// `kind` as the manifest must have it.
  package var kind: String {
    switch self {
    case .namespace: "Namespace"
    case .serviceaccount: "ServiceAccount"
    case .clusterrole: "ClusterRole"
    case .clusterrolebinding: "ClusterRoleBinding"
    case .role: "Role"
    case .rolebinding: "RoleBinding"
    case .configmap: "ConfigMap"
    case .deployment: "Deployment"
    case .kustomization: "Kustomization"
    }
  }

  /// `apiVersion` as the manifest must have it.
  package var apiVersion: String {
    switch self {
    case .namespace, .serviceaccount, .configmap: "v1"
    case .clusterrole, .clusterrolebinding, .role, .rolebinding: "rbac.authorization.k8s.io/v1"
    case .deployment: "apps/v1"
    case .kustomization: "kustomize.config.k8s.io/v1beta1"
    }
  }

  /// The holes without which the manifest would not do what it is there for.
  package var requiredHoles: [ManifestHole] {
    switch self {
    case .namespace: [.namespace]
    case .serviceaccount: [.serviceAccount, .serviceAccountNamespace]
    case .clusterrole: [.name, .rules]
    case .role: [.name, .namespace, .rules]
    case .clusterrolebinding: [.name, .role, .serviceAccount, .serviceAccountNamespace]
    case .rolebinding: [.name, .namespace, .role, .serviceAccount, .serviceAccountNamespace]
    case .configmap: [.configMap, .namespace, .configuration]
    case .deployment: [.namespace, .serviceAccount, .image]
    case .kustomization: [.resources]
    }
  }

  /// Every hole that rolefit can fill in this manifest.
  package var holes: [ManifestHole] {
    let provenance: [ManifestHole] = [
      .agent, .catalog, .agentVersion, .kubernetesVersion, .actions, .capabilities,
      .watchNamespaces,
    ]
    switch self {
    case .namespace: return requiredHoles + [.agent]
    case .serviceaccount: return requiredHoles + [.agent, .namespace]
    case .clusterrole, .role: return requiredHoles + provenance
    case .clusterrolebinding, .rolebinding: return requiredHoles + [.agent]
    case .configmap: return requiredHoles + provenance + [.clusterName]
    case .deployment:
      return requiredHoles + [
        .name, .agent, .configMap, .apiKeySecret, .command, .configurationChecksum, .clusterName,
        .serviceAccountNamespace, .agentVersion,
      ]
    case .kustomization: return requiredHoles + [.namespace]
    }
  }
}
