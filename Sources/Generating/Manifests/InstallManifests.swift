// SPDX-License-Identifier: Apache-2.0

import Manifests
package import YAMLSyntax

/// Everything that an installation consists of.
package struct InstallManifests: Sendable {
  /// The objects, each after those that it needs.
  package let manifests: [Manifest]
  private let roles: RoleManifests
  private let namespace: String

  /// - Parameters:
  ///   - namespace: where the agent runs.
  ///   - workload: `nil` where nobody knows what to run.
  package init(roles: RoleManifests, namespace: String, workload: AgentWorkload?) {
    self.roles = roles
    self.namespace = namespace
    var values = workload?.values ?? [:]
    values.merge(roles.provenance.values) { _, provenance in provenance }
    values.merge(roles.madeFor(roles.parts)) { _, made in made }
    values[.name] = .string(roles.name)
    values[.namespace] = .string(namespace)
    values[.serviceAccount] = .string(roles.account.name)
    values[.serviceAccountNamespace] = .string(roles.account.namespace)
    func manifest(_ kind: TemplateKind) -> Manifest {
      Manifest(fileStem: kind.rawValue, value: roles.templates.manifest(kind, values))
    }
    manifests =
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
}

/// One generated object.
package struct Manifest: Hashable, Sendable {
  /// The name of its file without the ending: the kind, then where and what it is for.
  package var fileStem: String
  package var value: YAMLValue

  package var fileName: String { "\(fileStem).yaml" }
}
