// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import RBAC

/// Flags grants that add up to everything.
package struct EffectiveClusterAdmin: LintRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Grants of one subject together amount to cluster-admin"
  package static let why = """
    Each of them looks like a part of some task. Together they let their holder bind \
    cluster-admin, raise their own role, make a certificate of any user or a token of any account. \
    What counts is what the API server alone decides, with token Secrets and certificates, which \
    controllers fill: pods, webhooks and kubelets lead further too, and other rules speak of them.
    """
  package static let remedy =
    """
    Take one of the parts away, or limit it: to names, or to a namespace. `rolefit reach --to \
    cluster-admin` shows the path.
    """
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
      rules:
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterrolebindings]
        verbs: [create]
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterroles]
        verbs: [bind]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: ⟦example⟧
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      \(ExampleDocument.account)

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: reader
      rules:
      - apiGroups: [""]
        resources: [secrets]
        verbs: [get]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: writer
      rules:
      - apiGroups: [""]
        resources: [secrets]
        verbs: [create]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: reader
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: ⟦reader⟧
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      \(ExampleDocument.clusterRoleBinding("writer", of: "writer"))
      ---
      \(ExampleDocument.account)

      """),
  ]
  package static let accepted = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: reader
      rules:
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterrolebindings, clusterroles]
        verbs: [get, list, watch]
      ---
      \(ExampleDocument.clusterRoleBinding(of: "reader"))
      ---
      \(ExampleDocument.account)

      """)
  ]

  /// The modelled routes that count.
  package static let routes: [any Route.Type] = [CertificateRoute.self, TokenSecretRoute.self]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    var isRelevant: [Int: Bool] = [:]
    let holders = holders(context).filter { _, places in
      let roles = places.compactMap { context.binding($0)?.role }
      for role in roles where isRelevant[role] == nil {
        isRelevant[role] = context.policy.effectiveRules(ofRole: role)
          .contains(where: RouteRegistry.isRelevant)
      }
      return roles.contains { isRelevant[$0] == true }
    }
    guard !holders.isEmpty else { return }
    let paths = context.reachBase.pathsToEverything(
      from: holders.map { user($0.key) }, modelled: routes)
    for (place, holder) in holders.enumerated() {
      guard let path = paths[place] else { continue }
      report(path, of: Set(holder.value), in: context, into: &found)
    }
  }

  /// - Parameter places: the bindings that name the subject. A path that needs none of them is
  ///   one of a group, and reported there.
  private static func report(
    _ path: [ReachStep], of places: Set<Int>, in context: LintContext,
    into found: inout RuleFindings
  ) {
    let own = path.flatMap(\.requests).compactMap { asked -> (LintedBinding, PolicyRule)? in
      guard case .grant(let grant)? = asked.held?.source, places.contains(grant.binding),
        let binding = context.binding(grant.binding), let rule = asked.held?.rule
      else { return nil }
      return (binding, rule)
    }
    guard let first = own.map(\.0).min(by: { $0.index < $1.index }) else { return }
    let notes = own.compactMap { context.note(on: $0.1, of: $0.0) }.distinct
    let routes = path.map(\.route).distinct
    found.report(
      "\(first.subjectWords) may come to every request by \(routes.joined(separator: ", "))",
      at: first.range(of: "roleRef.name"), of: first.object, notes: notes)
  }

  private static func user(_ principal: Subject.Principal) -> User {
    switch principal {
    case .group(let name): return User(name: "\u{1}", groups: [name])
    case .user(let name):
      let account = User(name: name).serviceAccount
      return account.map { User.serviceAccount(namespace: $0.namespace, name: $0.name) }
        ?? User.impersonated(name, groups: [])
    }
  }

  /// The bindings of each user and group, in the order of the first of them.
  private static func holders(
    _ context: LintContext
  ) -> [(key: Subject.Principal, value: [Int])] {
    func key(_ principal: Subject.Principal) -> (isUser: Int, name: String) {
      switch principal {
      case .group(let name): (0, name)
      case .user(let name): (1, name)
      }
    }
    return context.accounts.bindings.sorted { left, right in
      if left.value[0] != right.value[0] { return left.value[0] < right.value[0] }
      return key(left.key) < key(right.key)
    }
  }
}
