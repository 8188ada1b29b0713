// SPDX-License-Identifier: Apache-2.0

import RBAC

extension LintedRole {
  /// For each rule that grants what an earlier one does, in whatever order, the earlier one.
  var repeatedRules: [(rule: LintedRule, first: LintedRule)] {
    guard rules.count > 1 else { return [] }
    var seen: [PolicyRule: LintedRule] = [:]
    var found: [(rule: LintedRule, first: LintedRule)] = []
    for rule in rules {
      let sorted = rule.rule.sorted
      if let first = seen[sorted] {
        found.append((rule, first))
      } else {
        seen[sorted] = rule
      }
    }
    return found
  }

  /// The rules that others cover, each with those others. Of rules that cover each other together,
  /// the earlier ones stay; those that are the same as another are not among them.
  var subsumedRules: [(rule: LintedRule, others: [LintedRule])] {
    guard rules.count > 1 else { return [] }
    let repeated = Set(repeatedRules.map(\.rule.index))
    let distinct = rules.filter { !repeated.contains($0.index) }
    // Most rules have nothing in common with any other: single combinations are made of the rest.
    let remaining = distinct.filter { rule in
      distinct.contains { $0.index != rule.index && $0.rule.overlaps(rule.rule) }
    }
    guard remaining.count > 1 else { return [] }
    let atoms = remaining.map { AtomSet([$0.rule], scope: .cluster).reduced().atoms }
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

  /// Fewer rules that grant the same; `nil` where there are none.
  var fewerRules: [PolicyRule]? {
    guard rules.count > 1, MergeEstimate(role.rules).count < rules.count else { return nil }
    let normal = atoms.normalForm().map(\.rule)
    return normal.count < rules.count ? normal : nil
  }
}

/// How many rules the normal form has, wildcards aside: told without making single combinations,
/// since most roles are as short as can be.
private struct MergeEstimate {
  private struct Key: Hashable {
    var group: String
    var resource: String
    var names: [String]
    var verbs: Set<String>
  }

  let count: Int

  init(_ rules: [PolicyRule]) {
    var verbs: [Key: Set<String>] = [:]
    for rule in rules {
      for group in rule.apiGroups {
        for resource in rule.resources {
          let key = Key(group: group, resource: resource, names: rule.resourceNames, verbs: [])
          verbs[key, default: []].formUnion(rule.verbs)
        }
      }
      for url in rule.nonResourceURLs {
        let key = Key(group: "/", resource: url, names: [], verbs: [])
        verbs[key, default: []].formUnion(rule.verbs)
      }
    }
    let joined = verbs.map { key, verbs in
      Key(group: key.group, resource: "", names: key.names, verbs: verbs)
    }
    // Rules that differ in their names only are joined too.
    let unnamed = Set(joined.filter(\.names.isEmpty))
    let named = Set(
      verbs.filter { !$0.key.names.isEmpty }.map { key, verbs in
        Key(group: key.group, resource: "", names: ["some"], verbs: verbs)
      })
    count = unnamed.count + named.count
  }
}

extension PolicyRule {
  /// The same rule with each list sorted, and each value once.
  fileprivate var sorted: PolicyRule {
    func sorted(_ values: [String]) -> [String] { Set(values).sorted() }
    return PolicyRule(
      apiGroups: sorted(apiGroups), resources: sorted(resources),
      resourceNames: sorted(resourceNames), verbs: sorted(verbs),
      nonResourceURLs: sorted(nonResourceURLs))
  }

  /// Whether both may grant one and the same thing.
  func overlaps(_ other: PolicyRule) -> Bool {
    func meet(_ left: [String], _ right: [String]) -> Bool {
      left.contains("*") || right.contains("*") || left.contains(where: right.contains)
    }
    guard meet(verbs, other.verbs) else { return false }
    if !nonResourceURLs.isEmpty || !other.nonResourceURLs.isEmpty {
      return !nonResourceURLs.isEmpty && !other.nonResourceURLs.isEmpty
    }
    guard meet(apiGroups, other.apiGroups) else { return false }
    let hasParts = (resources + other.resources).contains { $0.hasPrefix("*/") }
    return hasParts || meet(resources, other.resources)
  }
}
