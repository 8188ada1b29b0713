// SPDX-License-Identifier: Apache-2.0

package import Manifests
package import RBAC
package import YAMLSyntax

/// Roles by the places where their rules hold, and their bindings where the account is known.
package struct PlacedRoles: Sendable {
  private let rules: [ScopedRule]
  private let name: String
  private let account: ManifestSet.ServiceAccountName?

  /// - Parameters:
  ///   - rules: in normal form, each in its scope.
  ///   - name: what the objects are called.
  ///   - account: whom they are bound to; `nil` for nobody.
  package init(
    _ rules: [ScopedRule], name: String, account: ManifestSet.ServiceAccountName? = nil
  ) {
    self.rules = rules
    self.name = name
    self.account = account
  }

  /// A ClusterRole where something is needed in no namespace, and a Role for each namespace, each
  /// with its binding.
  package var objects: [YAMLValue] {
    Set(rules.map(\.scope)).sorted().flatMap { scope in
      var values = values(in: scope)
      values[.rules] = .sequence(rules.filter { $0.scope == scope }.map(\.rule.yaml))
      let isClusterWide = scope == .cluster
      let role = manifest(isClusterWide ? .clusterrole : .role, values)
      guard let account else { return [role] }
      values[.role] = .string(name)
      values[.serviceAccount] = .string(account.name)
      values[.serviceAccountNamespace] = .string(account.namespace)
      return [role, manifest(isClusterWide ? .clusterrolebinding : .rolebinding, values)]
    }
  }

  private func values(in scope: Scope) -> [ManifestHole: YAMLValue] {
    var values: [ManifestHole: YAMLValue] = [.name: .string(name)]
    values[.namespace] = scope.namespace.map { .string($0) }
    return values
  }

  private func manifest(
    _ kind: TemplateKind, _ values: [ManifestHole: YAMLValue]
  ) -> YAMLValue {
    ManifestTemplates.builtIn.manifest(kind, values)
  }
}
