// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What those who have a role have by their roles: found once for all who have the same ones.
final class HolderGrants {
  private struct Place: Hashable {
    var principal: Subject.Principal
    var scope: Scope
  }

  /// The roles of each principal at each scope, as places in `LintContext.policy.roles`.
  private let roles: [Place: Set<Int>]
  /// Lists of roles, ascending, each once; what follows names them by their number.
  private var lists: [[Int]] = []
  private var numbers: [[Int]: Int] = [:]
  /// What a principal has at a scope, cluster-wide included.
  private var ofPlace: [Place: Int] = [:]
  /// By the object that holds a role's bindings, what their subjects have where they have the role.
  private var ofHolders: [ObjectIdentifier: Set<Int>] = [:]
  private var ofHoldersClusterWide: [ObjectIdentifier: Set<Int>] = [:]
  private var grants: [Int: GrantedVerbs] = [:]
  private var atoms: [Int: AtomSet] = [:]

  init(_ bindings: [LintedBinding]) {
    var roles: [Place: Set<Int>] = [:]
    for binding in bindings {
      guard let role = binding.role else { continue }
      for principal in Set(binding.binding.subjects.compactMap(binding.binding.principal)) {
        roles[Place(principal: principal, scope: binding.binding.scope), default: []].insert(role)
      }
    }
    self.roles = roles
  }

  /// Whether everybody who has a role that does not grant this has another one that does, at least
  /// where they have the role.
  func grant(
    holdersOf role: LintedRole, verb: String, group: String, resource: String,
    in context: LintContext
  ) -> Bool {
    let key = ObjectIdentifier(role.holders)
    let all = ofHolders[key] ?? lists(of: role.holders, in: context) { $0.scope }
    ofHolders[key] = all
    return all.allSatisfy { list in
      // What is written in an aggregated role is not what it grants.
      let list = role.isAggregated ? without(role.index, list) : list
      if grants[list] == nil {
        grants[list] = GrantedVerbs(rules(of: list, in: context).filter(\.resourceNames.isEmpty))
      }
      return grants[list]?.holds(verb: verb, group: group, resource: resource) ?? false
    }
  }

  /// Whether everybody who has a role has all of `part` cluster-wide by others.
  func coverClusterWide(
    _ part: PolicyRule, besides role: LintedRole, in context: LintContext
  ) -> Bool {
    let wanted = AtomSet([part], scope: .cluster)
    let key = ObjectIdentifier(role.holders)
    let all = ofHoldersClusterWide[key] ?? lists(of: role.holders, in: context) { _ in .cluster }
    ofHoldersClusterWide[key] = all
    return all.allSatisfy { list in
      let list = without(role.index, list)
      if atoms[list] == nil { atoms[list] = AtomSet(rules(of: list, in: context), scope: .cluster) }
      return atoms[list]?.covers(wanted) ?? false
    }
  }

  /// What each subject of each binding has at the scope that is asked about and cluster-wide;
  /// nothing for nobody, and for a binding without subjects.
  private func lists(
    of holders: RoleHolders, in context: LintContext, at scope: (RoleBinding) -> Scope
  ) -> Set<Int> {
    var found: Set<Int> = []
    for index in holders.bindings {
      let binding = context.policy.bindings[index]
      if binding.subjects.isEmpty { found.insert(number(of: [])) }
      let scope = scope(binding)
      for subject in binding.subjects {
        let principal = binding.principal(of: subject)
        found.insert(
          principal.map { list(of: Place(principal: $0, scope: scope)) } ?? number(of: []))
      }
    }
    return found
  }

  private func list(of place: Place) -> Int {
    if let known = ofPlace[place] { return known }
    var all = roles[Place(principal: place.principal, scope: .cluster)] ?? []
    if place.scope != .cluster { all.formUnion(roles[place] ?? []) }
    let number = number(of: all.sorted())
    ofPlace[place] = number
    return number
  }

  private func without(_ role: Int, _ list: Int) -> Int {
    lists[list].contains(role) ? number(of: lists[list].filter { $0 != role }) : list
  }

  private func number(of list: [Int]) -> Int {
    if let known = numbers[list] { return known }
    numbers[list] = lists.count
    lists.append(list)
    return lists.count - 1
  }

  private func rules(of list: Int, in context: LintContext) -> [PolicyRule] {
    lists[list].flatMap { context.policy.effectiveRules(ofRole: $0) }
  }
}
