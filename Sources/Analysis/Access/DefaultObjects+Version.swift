// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI
import RBAC

extension DefaultObjects {
  /// The default objects of a Kubernetes version.
  ///
  /// - Parameter creditsBindings: whether the default bindings count too.
  package init(version: KubernetesVersion, creditsBindings: Bool) {
    self.init(
      roles: DefaultRoles.roles(in: version).map { Role($0) },
      bindings: creditsBindings
        ? DefaultRoles.bindings(in: version).map { RoleBinding($0) } : [])
  }
}

extension Role {
  fileprivate init(_ role: DefaultRole) {
    self.init(
      kind: role.namespace == nil ? .clusterRole : .role, name: role.name,
      namespace: role.namespace ?? "", labels: role.labels,
      rules: role.rules, possibleRules: role.possibleRules,
      aggregationRule: role.aggregationSelectors.isEmpty
        ? nil : role.aggregationSelectors.map { LabelSelector(matchLabels: $0) })
  }
}

extension RoleBinding {
  fileprivate init(_ binding: DefaultBinding) {
    self.init(
      kind: binding.namespace == nil ? .clusterRoleBinding : .roleBinding, name: binding.name,
      namespace: binding.namespace ?? "",
      roleRef: RoleRef(kind: binding.roleKind, name: binding.roleName),
      subjects: binding.subjects.map { subject in
        Subject(kind: subject.kind, name: subject.name, namespace: subject.namespace)
      })
  }
}
