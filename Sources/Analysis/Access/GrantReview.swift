// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Manifests
import RBAC

/// What an account holds beyond its needs: excess that somebody could use, and inert grants that
/// nobody can.
struct GrantReview {
  private(set) var excess: [Verification.ExcessRule] = []
  private(set) var inert: [Verification.InertRule] = []
  private(set) var fit = Verification.Fit(granted: 0, needed: 0)

  /// Roles that are only assumed to be bound have no scope of their own: what they grant is
  /// compared without it.
  ///
  /// - Parameter tolerated: what is no excess, although nothing is known to need it.
  init(access: AgentAccess, table: APITable, needed: AtomSet, tolerated: AtomSet) {
    func comparable(_ atoms: AtomSet) -> AtomSet {
      access.isAssumedBound ? AtomSet(atoms.atoms.map(\.unscoped)) : atoms
    }
    let needed = comparable(needed)
    let useful = AtomSet(needed.atoms + comparable(tolerated).atoms)
    let usefulSomewhere = AtomSet(useful.atoms.map(\.unscoped))
    let inertness = Inertness(table: table)
    var live: [Atom] = []
    var holders: [Atom: [Int]] = [:]
    let grants = access.grants.filter { !$0.isDefault }
    for (index, grant) in grants.enumerated() {
      var dead: [String: [Atom]] = [:]
      for atom in Set(grant.scopedRule.atoms) {
        let compared = access.isAssumedBound ? atom.unscoped : atom
        if !useful.covers(compared), let reason = inertness.reason(atom) {
          dead[reason, default: []].append(compared)
        } else if atom.scope.isUnknown, usefulSomewhere.covers(compared.unscoped) {
          // It may be the namespace where it is needed.
          continue
        } else {
          live.append(compared)
          holders[compared, default: []].append(index)
        }
      }
      inert += Verification.InertRule.rules(of: dead, in: grant)
    }
    let granted = AtomSet(live)
    for rule in granted.subtracting(useful).normalForm() {
      let indices = Set(rule.atoms.flatMap { holders[$0] ?? [] }).sorted()
      excess.append(Verification.ExcessRule(rule: rule, grants: indices.map { grants[$0] }))
    }
    fit = Verification.Fit(
      granted: Self.pairs(of: granted, in: table), needed: Self.pairs(of: needed, in: table))
  }

  /// How many (resource, verb) pairs that the API serves the atoms stand for.
  private static func pairs(of atoms: AtomSet, in table: APITable) -> Int {
    var pairs: Set<ServedPair> = []
    for atom in atoms.reduced().atoms {
      guard case .resource(let verb, let apiGroup, let resource, _) = atom.target else { continue }
      pairs.formUnion(table.expand(group: apiGroup, resource: resource, verb: verb))
    }
    return pairs.count
  }
}
