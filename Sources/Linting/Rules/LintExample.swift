// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI

/// A manifest that documents a rule and tests it.
package struct LintExample: Sendable {
  /// The manifest; `⟦` and `⟧` stand around each place where a finding is expected.
  package var marked: String
  /// The versions it is judged for; `nil` for the newest.
  package var versions: ClosedRange<KubernetesVersion>?
  /// The actions it is judged with; none for no set at all.
  package var actions: [String] = []
  /// Actions that are switched off.
  package var off: [String] = []

  package init(
    _ marked: String, versions: ClosedRange<KubernetesVersion>? = nil
  ) {
    self.marked = marked
    self.versions = versions
  }

  /// A ClusterRole `example` with these rules (a list, written at the left margin), bound to a
  /// service account in every namespace.
  package static func rules(
    _ rules: String, versions: ClosedRange<KubernetesVersion>? = nil
  ) -> LintExample {
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
      rules:
      \(rules)
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

      """, versions: versions)
  }

  /// A Role `example` in the namespace `agents` with these rules (a list, written at the left
  /// margin), bound to a service account there.
  package static func namespacedRules(
    _ rules: String, versions: ClosedRange<KubernetesVersion>? = nil
  ) -> LintExample {
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: example
        namespace: agents
      rules:
      \(rules)
      ---
      \(ExampleDocument.roleBinding)
      ---
      \(ExampleDocument.account)

      """, versions: versions)
  }

  /// A ClusterRole `example` with these rules, bound in one namespace only.
  package static func bound(
    _ rules: String, in namespace: String, versions: ClosedRange<KubernetesVersion>? = nil
  ) -> LintExample {
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
      rules:
      \(rules)
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: example
        namespace: \(namespace)
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: example

      """, versions: versions)
  }

  /// A ClusterRole that reads deployments, bound everywhere to these subjects (a list, written at
  /// the left margin).
  package static func subjects(_ subjects: String) -> LintExample {
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      \(subjects)
      ---
      \(ExampleDocument.account)

      """)
  }

  /// The example with a set of actions.
  func with(actions: String..., off: String...) -> LintExample {
    var example = self
    example.actions = actions
    example.off = off
    return example
  }

  /// The manifest without its marks.
  package var text: String { String(marked.filter { $0 != "⟦" && $0 != "⟧" }) }
}
