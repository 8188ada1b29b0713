// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import KubernetesAPI
package import Manifests
package import RBAC
import YAMLSyntax

/// Everything that a rule may look at: the objects of one run, for one Kubernetes version.
package final class LintContext {
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
  /// What default roles grant, once a rule asked.
  var defaultGrants: [String: AtomSet] = [:]
  private lazy var labelledRoles = LabelledRoles(
    policy.roles, among: policy.roles.indices.filter { policy.roles[$0].kind == .clusterRole })
  private(set) lazy var holderGrants = HolderGrants(bindings)
  private(set) lazy var roleNames = RoleNames(roles)
  /// By their places in `policy`, the places in `bindings` and `roles`.
  private let bindingPlaces: [Int: Int]
  private let rolePlaces: [Int: Int]

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
        role, at: index, node: node, title: entry.title,
        directBindings: references.bindings[index] ?? [],
        isAggregatedInto: references.isPart(index),
        holders: references.holders(of: index, among: manifests.bindings))
    }
    // Of all objects as a rule, so that a place is the same in both.
    bindingPlaces =
      bindings.count == policy.bindings.count ? [:] : Self.places(bindings.map(\.index))
    rolePlaces = roles.count == manifests.roles.count ? [:] : Self.places(roles.map(\.index))
  }

  private static func places(_ indices: [Int]) -> [Int: Int] {
    Dictionary(indices.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }

  /// The Kubernetes version that is judged for.
  package var version: KubernetesVersion { table.version }

  /// Whether the input has any binding: without one, nothing can be said of who has what.
  package var hasBindings: Bool { !bindings.isEmpty }

  /// The binding at a place of `LintedRole.bindings`.
  package func binding(_ index: Int) -> LintedBinding? {
    let place = bindingPlaces.isEmpty ? index : bindingPlaces[index]
    return place.flatMap { bindings.indices.contains($0) ? bindings[$0] : nil }
  }

  /// The role of the input at a place of `policy.roles`; `nil` for Kubernetes' own.
  func role(_ index: Int) -> LintedRole? {
    let place = rolePlaces.isEmpty ? index : rolePlaces[index]
    return place.flatMap { roles.indices.contains($0) ? roles[$0] : nil }
  }

  /// The ClusterRoles that a selector of one of them matches, as places in `policy.roles`.
  func selected(by selector: LabelSelector) -> [Int] {
    labelledRoles.roles(chosenBy: selector)
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

  /// Whether servers would never use some point of a role.
  func hasInertPoint(_ role: LintedRole) -> Bool {
    judgements.hasInertPoint(role, table)
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
  package func rectangles(of points: some Collection<JudgedPoint>) -> [PolicyRule] {
    guard !points.isEmpty else { return [] }
    return AtomSet(
      points.map { point in
        Atom(
          .resource(
            verb: point.verb, apiGroup: point.group, resource: point.resource, resourceName: nil))
      }
    ).normalForm().map(\.rule)
  }
}
