// SPDX-License-Identifier: Apache-2.0

import Manifests
package import YAMLSyntax

/// Everything that an installation consists of.
package struct InstallManifests: Sendable {
  package var roles: RoleManifests
  /// Where the agent runs.
  package var namespace: String
  /// `nil` where nobody knows what to run.
  package var workload: AgentWorkload?

  package init(roles: RoleManifests, namespace: String, workload: AgentWorkload?) {
    self.roles = roles
    self.namespace = namespace
    self.workload = workload
  }

  /// The objects, each after those that it needs.
  package var manifests: [Manifest] {
    [manifest(.namespace), manifest(.serviceaccount)]
      + roles.clusterRoles + roles.clusterRoleBindings + roles.roles + roles.roleBindings
      + (workload == nil ? [] : [manifest(.configmap), manifest(.deployment)])
  }

  /// What makes a folder of the objects' files one for `kubectl apply -k`.
  package var kustomization: Manifest {
    let files = manifests.map { YAMLValue.string($0.fileName) }
    return Manifest(
      fileStem: TemplateKind.kustomization.rawValue,
      value: roles.templates.manifest(
        .kustomization, [.resources: .sequence(files), .namespace: .string(namespace)]))
  }

  private func manifest(_ kind: TemplateKind) -> Manifest {
    var values = roles.provenance.values.merging(workload?.values ?? [:]) { first, _ in first }
    values[.name] = .string(roles.name)
    values[.namespace] = .string(namespace)
    values[.serviceAccount] = .string(roles.account.name)
    values[.serviceAccountNamespace] = .string(roles.account.namespace)
    return Manifest(fileStem: kind.rawValue, value: roles.templates.manifest(kind, values))
  }
}

/// One generated object.
package struct Manifest: Hashable, Sendable {
  /// The name of its file without the ending: the kind, then where and what it is for.
  package var fileStem: String
  package var value: YAMLValue

  package var fileName: String { "\(fileStem).yaml" }
}
