// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags grants that add up to everything.
package struct EffectiveClusterAdmin: LintRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Grants of one subject together amount to cluster-admin"
  package static let why = """
    Each of them looks like a part of some task. Together they let their holder bind cluster- \
    admin, raise their own role, make a certificate of any user or a token of any account.
    """
  package static let remedy =
    "Take one of the parts away, or limit it: to names, or to a namespace."
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

  /// Requests that add up: one of each part is enough.
  private struct Combination {
    var title: String
    var parts: [[ResourceRequest]]
  }

  private static let rbac = "rbac.authorization.k8s.io"
  private static let certificates = "certificates.k8s.io"

  private static let combinations = [
    Combination(
      title: "bind cluster-admin to itself",
      parts: [
        requests(["bind"], rbac, "clusterroles", name: "cluster-admin"),
        requests(["create"], rbac, "clusterrolebindings"),
      ]),
    Combination(
      title: "write everything into its own role",
      parts: [
        requests(["escalate"], rbac, "clusterroles", name: "any"),
        requests(["update", "patch"], rbac, "clusterroles", name: "any"),
      ]),
    Combination(
      title: "have a token of any service account written into a secret, and read it",
      parts: [
        requests(["create"], "", "secrets"),
        requests(["get", "list", "watch"], "", "secrets"),
      ]),
    Combination(
      title: "approve a certificate of any user for itself",
      parts: [
        requests(["create"], certificates, "certificatesigningrequests"),
        requests(
          ["update", "patch"], certificates, "certificatesigningrequests", "approval", name: "any"),
        requests(
          ["approve"], certificates, "signers", name: "kubernetes.io/kube-apiserver-client"),
      ]),
  ]

  private static func requests(
    _ verbs: [String], _ group: String, _ resource: String, _ subresource: String = "",
    name: String = ""
  ) -> [ResourceRequest] {
    verbs.map {
      ResourceRequest(
        verb: $0, apiGroup: group, resource: resource, subresource: subresource, name: name)
    }
  }

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    var shares: [Int: Share] = [:]
    for places in holders(context) {
      let bindings = places.compactMap { context.binding($0) }.filter {
        $0.binding.kind == .clusterRoleBinding
      }
      for role in bindings.compactMap(\.role) where shares[role] == nil {
        shares[role] = Share(of: context.policy.effectiveRules(ofRole: role))
      }
      let held = bindings.compactMap { binding in
        binding.role.flatMap { shares[$0] }.map { (binding: binding, share: $0) }
      }
      // Who may do everything already is spoken of elsewhere.
      guard !held.contains(where: \.share.isEverything) else { continue }
      for (number, combination) in combinations.enumerated() {
        let parts = combination.parts.indices.compactMap { part in
          held.lazy.compactMap { held in
            held.share.rules[number][part].map { (binding: held.binding, rule: $0) }
          }.first
        }
        guard parts.count == combination.parts.count,
          let first = parts.map(\.binding).min(by: { $0.index < $1.index })
        else { continue }
        var seen: Set<Diagnostic.Note> = []
        let notes = parts.compactMap { context.note(on: $0.rule, of: $0.binding) }
          .filter { seen.insert($0).inserted }
        found.report(
          "\(first.subjectWords) may \(combination.title)", at: first.range(of: "roleRef.name"),
          of: first.object, notes: notes)
      }
    }
  }

  /// What one role has of each combination.
  private struct Share {
    let isEverything: Bool
    /// By combination and part, the first rule that allows a request of it.
    let rules: [[PolicyRule?]]

    init(of all: [PolicyRule]) {
      isEverything = all.contains(where: \.isEverything)
      rules = combinations.map { combination in
        combination.parts.map { requests in
          all.first { rule in requests.contains { rule.allows(.resource($0)) } }
        }
      }
    }
  }

  /// The bindings of each user and group, in the order of the first of them.
  private static func holders(_ context: LintContext) -> [[Int]] {
    func key(_ principal: Subject.Principal) -> (isUser: Int, name: String) {
      switch principal {
      case .group(let name): (0, name)
      case .user(let name): (1, name)
      }
    }
    return context.accounts.bindings.sorted { left, right in
      if left.value[0] != right.value[0] { return left.value[0] < right.value[0] }
      return key(left.key) < key(right.key)
    }.map(\.value)
  }
}
