// SPDX-License-Identifier: Apache-2.0

import RBAC

extension LintedRole {
  /// What a rule grants, without what the rule itself says twice.
  private func reducedAtoms(of rule: LintedRule) -> [Atom] {
    AtomSet([rule.rule], scope: .cluster).reduced().atoms
  }

  /// For each rule that grants what an earlier one does, to the letter, the earlier one.
  var repeatedRules: [(rule: LintedRule, first: LintedRule)] {
    guard rules.count > 1 else { return [] }
    var seen: [[Atom]: LintedRule] = [:]
    var found: [(rule: LintedRule, first: LintedRule)] = []
    for rule in rules {
      let atoms = reducedAtoms(of: rule)
      if let first = seen[atoms] {
        found.append((rule, first))
      } else {
        seen[atoms] = rule
      }
    }
    return found
  }

  /// The rules that others cover, each with those others. Of rules that cover each other together,
  /// the earlier ones stay; those that are the same as another are not among them.
  var subsumedRules: [(rule: LintedRule, others: [LintedRule])] {
    guard rules.count > 1 else { return [] }
    let repeated = Set(repeatedRules.map(\.rule.index))
    let remaining = rules.filter { !repeated.contains($0.index) }
    let atoms = remaining.map(reducedAtoms)
    var holders: [Atom: Int] = [:]
    for atom in atoms.joined() { holders[atom, default: 0] += 1 }
    let least = Set(AtomSet(atoms.joined()).reduced().atoms)
    var subsumed: Set<Int> = []
    for place in remaining.indices.reversed() {
      // Nothing that a rule grants covers another thing that it grants: what covers an atom and is
      // not the atom itself is another rule's.
      let isCovered = atoms[place].allSatisfy { !least.contains($0) || holders[$0, default: 0] > 1 }
      guard isCovered, !atoms[place].isEmpty else { continue }
      subsumed.insert(place)
      for atom in atoms[place] { holders[atom, default: 1] -= 1 }
    }
    return subsumed.sorted().map { place in
      let others = remaining.indices.filter { other in
        guard other != place, !subsumed.contains(other) else { return false }
        let cover = AtomSet(atoms[other])
        return atoms[place].contains(where: cover.covers)
      }
      return (remaining[place], others.map { remaining[$0] })
    }
  }
}
