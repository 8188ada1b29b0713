// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import KubernetesAPI
package import Manifests
package import RBAC
import YAMLSyntax

/// Everything that a rule may look at: the objects of one run, for one Kubernetes version.
package struct LintContext {
  /// The objects that the API server would accept, and why it would reject others.
  package let manifests: ManifestSet
  /// What the target version serves, with what the input declares.
  package let table: APITable
  /// The roles of the input, then the default roles of Kubernetes that it does not replace; the
  /// bindings of the input.
  package let policy: Policy
  /// The roles of the input.
  package let roles: [LintedRole]
  /// The bindings of the input.
  package let bindings: [LintedBinding]
  /// What the agent's actions need; `nil` when no set is named.
  package let contract: LintContract?
  /// The namespaces and names of the ServiceAccount objects of the input.
  package let serviceAccounts: Set<ManifestSet.ServiceAccountName>
  let accounts: AccountIndex
  let judgements = JudgementMemo()

  package init(
    _ manifests: ManifestSet, table: APITable, defaults: DefaultObjects,
    contract: LintContract? = nil
  ) {
    self.manifests = manifests
    self.table = table
    self.contract = contract
    serviceAccounts = Set(manifests.serviceAccounts)
    accounts = AccountIndex(serviceAccounts, manifests.bindings)
    policy = Policy(
      roles: manifests.roles + defaults.roles(besides: manifests.roles),
      bindings: manifests.bindings)
    let references = RoleReferences(policy.roles, policy.bindings)
    bindings = policy.bindings.enumerated().compactMap { index, binding in
      guard let entry = binding.origin.flatMap({ manifests.origins[$0] }), let node = entry.node
      else { return nil }
      return LintedBinding(
        index: index, binding: binding, node: node, title: entry.title,
        role: references.boundRoles[index])
    }
    roles = manifests.roles.enumerated().compactMap { index, role in
      guard let entry = role.origin.flatMap({ manifests.origins[$0] }), let node = entry.node
      else { return nil }
      return LintedRole(
        role, at: index, entry: entry, node: node, references: references,
        bindings: manifests.bindings)
    }
  }

  /// The Kubernetes version that is judged for.
  package var version: KubernetesVersion { table.version }

  /// Whether the input has any binding: without one, nothing can be said of who has what.
  package var hasBindings: Bool { !bindings.isEmpty }

  /// The binding at a place of `LintedRole.bindings`.
  package func binding(_ index: Int) -> LintedBinding? {
    bindings.indices.contains(index) && bindings[index].index == index
      ? bindings[index] : bindings.first { $0.index == index }
  }

  /// Whether servers would ever use a point of a rule; what was asked before is remembered.
  package func judge(group: String, resource: String, verb: String) -> Judgement {
    judgements.judge(table, group: group, resource: resource, verb: verb)
  }

  /// The points of a role's rules, judged: as the text has them, without names.
  ///
  /// Those of the last role are remembered, so that many rules may ask.
  package func points(of role: LintedRole) -> [JudgedPoint] {
    judgements.points(of: role, table)
  }

  /// The points of one rule of a role, judged.
  package func points(of rule: LintedRule, of role: LintedRole) -> ArraySlice<JudgedPoint> {
    judgements.points(of: role, rule: rule.index, table)
  }

  /// What a rule with a wildcard lets people do; that of the last role's rules is remembered.
  func wildcardReach(of rule: LintedRule, of role: LintedRole) -> WildcardReach {
    judgements.reach(of: rule, of: role, in: self)
  }

  /// Points of one rule as rules again, in normal form: one for each rectangle.
  package func rectangles(of points: some Sequence<JudgedPoint>) -> [PolicyRule] {
    AtomSet(
      points.map { point in
        Atom(
          .resource(
            verb: point.verb, apiGroup: point.group, resource: point.resource, resourceName: nil))
      }
    ).normalForm().map(\.rule)
  }
}

extension LintedRole {
  fileprivate init(
    _ role: Role, at index: Int, entry: OriginTable.Entry, node: YAMLNode,
    references: RoleReferences, bindings: [RoleBinding]
  ) {
    let nodes = node["rules"].map { Array($0.elements) } ?? []
    let direct = references.bindings[index] ?? []
    let parents = references.aggregators(of: index)
    let all = Set(direct + parents.flatMap { references.bindings[$0] ?? [] }).sorted()
    var scopes = Set(all.map { bindings[$0].scope })
    if scopes.isEmpty {
      scopes = [role.scope]
    }
    self.init(
      index: index, role: role, node: node, title: entry.title,
      rules: role.rules.enumerated().map { number, rule in
        LintedRule(
          index: number, rule: rule,
          node: number < nodes.count && nodes[number].kind == .mapping ? nodes[number] : node)
      },
      directBindings: direct, aggregatedInto: parents, bindings: all, scopes: scopes.sorted())
  }
}
