// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import KubernetesAPI
package import Manifests
import RBAC
import YAMLSyntax

/// The first version of somebody's catalog, made from the rules that their agent has: one action a
/// rule, with ids and reasons that only its author can know left to be written.
///
/// The catalog is valid, and its rules are the ones it was made from, but for what no catalog may
/// say (wildcards, and requests that no supported Kubernetes version serves): that is left out,
/// with a comment.
package struct CatalogStarter {
  /// A rule, where it holds, and where it was read.
  struct Entry {
    var rule: ScopedRule
    /// Such as `rule 1 of ClusterRole agent`.
    var origin: String
  }

  /// How many requests are written at most; rules can mean billions.
  package static let mostRequests = 10_000

  var agent = "my-agent"
  var namespace: String?
  var serviceAccount: String?
  var entries: [Entry] = []

  /// From the roles in a set of manifests; `nil` when they mean more than `mostRequests` requests.
  package init?(_ set: ManifestSet) {
    let accounts = set.boundServiceAccounts
    if let account = accounts.first, accounts.count == 1 {
      namespace = account.namespace
      serviceAccount = account.name
    }
    var count = 0
    for role in set.roles where role.aggregationRule == nil {
      let scope = Self.scope(of: role, in: set)
      for (index, rule) in role.rules.enumerated() {
        let (sum, isTooMuch) = count.addingReportingOverflow(rule.atomCount)
        guard !isTooMuch, sum <= Self.mostRequests else { return nil }
        count = sum
        entries.append(
          Entry(
            rule: ScopedRule(rule: rule, scope: scope),
            origin: "rule \(index + 1) of \(role.kind.rawValue) \(role.name)"))
      }
    }
    if let name = serviceAccount ?? set.roles.first?.name { agent = name }
    namespace = namespace ?? entries.lazy.compactMap(\.rule.scope.namespace).first
  }

  /// Where what a role grants holds: in a Role's namespace, or in the one where all bindings of a
  /// ClusterRole are; everywhere when it is not bound.
  private static func scope(of role: Role, in set: ManifestSet) -> Scope {
    guard role.kind == .clusterRole else { return .namespace(role.namespace) }
    let scopes = Set(
      set.bindings.filter {
        $0.roleRef.kind == role.kind.rawValue && $0.roleRef.name == role.name
      }.map(\.scope))
    guard let only = scopes.first, scopes.count == 1 else { return .cluster }
    return only
  }

  private init(entries: [Entry], namespace: String) {
    self.entries = entries
    self.namespace = namespace
  }

  /// What many operators need, to be replaced.
  package static let example = CatalogStarter(
    entries: [
      Entry(
        rule: ScopedRule(
          rule: PolicyRule(
            apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "patch"]),
          scope: .cluster), origin: "an example"),
      Entry(
        rule: ScopedRule(
          rule: PolicyRule(
            apiGroups: ["coordination.k8s.io"], resources: ["leases"],
            resourceNames: ["my-agent-leader"], verbs: ["get", "update"]),
          scope: .namespace("my-agent")), origin: "an example"),
    ], namespace: "my-agent")

  /// The catalog, as YAML.
  package var text: String {
    // The reader of catalogs is the judge of what a catalog may say: what it refuses in a first
    // draft is left out of the second.
    var draft = CatalogDraft(self, without: [:])
    let (_, diagnostics) = Catalog.read(SourceText(name: "catalog", text: draft.text))
    let refused = draft.requests(refusedBy: diagnostics)
    if !refused.isEmpty { draft = CatalogDraft(self, without: refused) }
    return draft.text
  }
}
