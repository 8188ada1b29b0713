// SPDX-License-Identifier: Apache-2.0

import RBAC
import YAMLSyntax

/// Which rules of a role grant what others of it grant.
struct RoleOverlap: Sendable {
  /// For each rule that grants what an earlier one does, in whatever order, the earlier one.
  private(set) var repeated: [(rule: LintedRule, first: LintedRule)] = []
  /// The rules that others cover, each with those others. Of rules that cover each other together,
  /// the earlier ones stay; those that are the same as another are not among them.
  private(set) var subsumed: [(rule: LintedRule, others: [LintedRule])] = []

  init(_ rules: [LintedRule]) {
    guard rules.count > 1, rules.map(\.rule).hasPair({ $0.overlaps($1) }) else { return }
    var seen: [PolicyRule: LintedRule] = [:]
    var distinct: [LintedRule] = []
    for rule in rules {
      let sorted = rule.rule.sorted
      if let first = seen[sorted] {
        repeated.append((rule, first))
      } else {
        seen[sorted] = rule
        distinct.append(rule)
      }
    }
    let meeting = Self.meeting(distinct)
    if meeting.count > 1 { subsumed = Self.subsumed(among: meeting) }
  }

  /// The rules that may have something in common with another: most have not, and single
  /// combinations are made of the rest.
  private static func meeting(_ rules: [LintedRule]) -> [LintedRule] {
    let places = rules.map { RulePlaces($0.rule) }
    var holders: [RulePlaces.Place: Int] = [:]
    var groups: [String: Int] = [:]
    for place in places.flatMap(\.all) { holders[place, default: 0] += 1 }
    for group in rules.flatMap({ Set($0.rule.apiGroups) }) { groups[group, default: 0] += 1 }
    let pathRules = rules.count { !$0.rule.nonResourceURLs.isEmpty }
    return rules.indices.filter { index in
      let rule = rules[index].rule
      if !rule.nonResourceURLs.isEmpty { return pathRules > 1 }
      if places[index].hasWildcard {
        return groups["*"] != nil || rule.apiGroups.contains { groups[$0, default: 0] > 1 }
      }
      return places[index].all.contains { place in
        holders[place, default: 0] > 1 || place.wildcards.contains { holders[$0] != nil }
      }
    }.map { rules[$0] }
  }

  private static func subsumed(
    among rules: [LintedRule]
  ) -> [(rule: LintedRule, others: [LintedRule])] {
    let atoms = rules.map { AtomSet([$0.rule], scope: .cluster).reduced().atoms }
    var holders: [Atom: Int] = [:]
    for atom in atoms.joined() { holders[atom, default: 0] += 1 }
    let least = AtomSet(atoms.joined()).reduced()
    let leastAtoms = Set(least.atoms)
    var subsumed: Set<Int> = []
    for place in rules.indices.reversed() {
      // Nothing that a rule grants covers another thing that it grants: what covers an atom and is
      // not the atom itself is another rule's.
      let isCovered = atoms[place].allSatisfy {
        !leastAtoms.contains($0) || holders[$0, default: 0] > 1
      }
      guard isCovered, !atoms[place].isEmpty else { continue }
      subsumed.insert(place)
      for atom in atoms[place] { holders[atom, default: 1] -= 1 }
    }
    guard !subsumed.isEmpty else { return [] }
    /// The rules that stay, by what they grant.
    var owners: [Atom: [Int]] = [:]
    for place in rules.indices where !subsumed.contains(place) {
      for atom in atoms[place] { owners[atom, default: []].append(place) }
    }
    let kept = AtomSet(owners.keys)
    return subsumed.sorted().map { place in
      let others = Set(
        atoms[place].flatMap { kept.covers(of: $0) }.flatMap { owners[$0] ?? [] })
      return (rules[place], others.sorted().map { rules[$0] })
    }
  }
}

extension LintedRole {
  var repeatedRules: [(rule: LintedRule, first: LintedRule)] {
    overlap.value { RoleOverlap(rules) }.repeated
  }

  var subsumedRules: [(rule: LintedRule, others: [LintedRule])] {
    overlap.value { RoleOverlap(rules) }.subsumed
  }

  /// Fewer rules that grant the same; `nil` where there are none.
  var fewerRules: [PolicyRule]? {
    guard rules.count > 1, role.rules.hasPair({ $0.mayMerge(with: $1) }),
      MergeEstimate(role.rules).count < rules.count
    else { return nil }
    let normal = atoms.normalForm().map(\.rule)
    return normal.count < rules.count ? normal : nil
  }
}

/// The groups and resources of a rule, as they are written.
private struct RulePlaces {
  struct Place: Hashable {
    var group: String
    var resource: String

    /// The ways to spell it with wildcards.
    var wildcards: [Place] {
      var resources = ["*"]
      if let slash = resource.firstIndex(of: "/") { resources.append("*" + resource[slash...]) }
      return resources.flatMap {
        [Place(group: group, resource: $0), Place(group: "*", resource: $0)]
      }
        + [Place(group: "*", resource: resource)]
    }
  }

  /// Each once.
  let all: Set<Place>
  let hasWildcard: Bool

  init(_ rule: PolicyRule) {
    all = Set(
      rule.apiGroups.flatMap { group in
        rule.resources.map { Place(group: group, resource: $0) }
      })
    hasWildcard = rule.apiGroups.contains("*") || rule.resources.contains { $0.hasPrefix("*") }
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

extension [PolicyRule] {
  /// Of more rules pairs are not looked at, and what they have in common is found by hashing.
  private static let few = 16

  /// Whether two of them are so, or there are too many to look at pairs: most rules have nothing to
  /// do with each other, which is told without any set.
  fileprivate func hasPair(_ isSo: (PolicyRule, PolicyRule) -> Bool) -> Bool {
    guard count <= Self.few else { return true }
    return indices.dropFirst().contains { right in
      self[..<right].contains { isSo($0, self[right]) }
    }
  }
}

extension PolicyRule {
  /// Whether the normal form may have one rule for some of both, wildcards aside: they are about
  /// one resource, or have the same verbs.
  fileprivate func mayMerge(with other: PolicyRule) -> Bool {
    if !nonResourceURLs.isEmpty, !other.nonResourceURLs.isEmpty { return true }
    return apiGroups.contains(where: other.apiGroups.contains)
      && (resources.contains(where: other.resources.contains)
        || verbs.allSatisfy(other.verbs.contains) && other.verbs.allSatisfy(verbs.contains))
  }

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
