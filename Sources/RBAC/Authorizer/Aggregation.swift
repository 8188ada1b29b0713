// SPDX-License-Identifier: Apache-2.0

/// Fills in aggregated ClusterRoles with what the server's controller comes to once nothing changes
/// any more.
///
/// Roles that aggregate each other in a circle all come to the same rules: what their selectors
/// bring from outside of it. So circles are found first, and each is filled in once. Source:
/// kubernetes/kubernetes,
/// pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go.
struct Aggregation {
  private(set) var contents: [RoleContents]
  /// The aggregated roles, by name.
  private let aggregated: [Int]
  /// The selectors of each of them, as numbers of `choices`.
  private var selectors: [Int: [Int]] = [:]
  private var choices: [[Int]] = []
  /// What the roles of a choice bring together, once somebody asked.
  private var gathered: [RoleContents?] = []
  /// The circle that a role is in; for others a number of their own.
  private var circles: [Int: Int] = [:]

  /// `clusterRoles` are the indices of those ClusterRoles among `roles` that exist on the cluster.
  init(of roles: [Role], clusterRoles: [Int]) {
    contents = roles.enumerated().map { index, role in
      RoleContents(
        rules: role.rules, possible: role.possibleRules.isEmpty ? [:] : [index: role.possibleRules])
    }
    let hasAggregated = clusterRoles.contains { roles[$0].aggregationRule != nil }
    guard hasAggregated else {
      aggregated = []
      return
    }
    let byName = clusterRoles.sorted { roles[$0].name.precedes(roles[$1].name) }
    aggregated = byName.filter { roles[$0].aggregationRule != nil }
    let labelled = LabelledRoles(roles, among: byName)
    for role in aggregated {
      selectors[role] = (roles[role].aggregationRule ?? []).map { labelled.choice(of: $0) }
    }
    choices = labelled.choices
    gathered = Array(repeating: nil, count: choices.count)
    fill()
  }

  /// Parts come before the roles that take them in.
  private mutating func fill() {
    let places = Dictionary(
      uniqueKeysWithValues: aggregated.enumerated().map { ($0.element, $0.offset) })
    let components = Components(
      aggregated.map { role in selectors(of: role).map { aggregated.count + $0 } }
        + choices.map { $0.compactMap { places[$0] } })
    for (number, members) in components.all.enumerated() {
      let roles = members.prefix { $0 < aggregated.count }.map { aggregated[$0] }
      guard !roles.isEmpty else { continue }
      let isCircle = members.count > 1
      for role in roles { circles[role] = isCircle ? number : -1 - role }
      let filled = filled(roles, isCircle: isCircle)
      for role in roles { contents[role] = filled }
    }
  }

  /// What roles come to that are in one circle, or one role that is in none.
  private mutating func filled(_ roles: [Int], isCircle: Bool) -> RoleContents {
    var unmatched: Set<RoleContents.UnmatchedSelector> = []
    for role in roles {
      for (position, choice) in selectors(of: role).enumerated()
      where choices[choice].allSatisfy({ $0 == role }) {
        unmatched.insert(.init(role: role, selector: position))
      }
    }
    var union = RoleContents.Union()
    let members = Set(roles)
    var seen: Set<Int> = []
    for choice in roles.flatMap(selectors) where seen.insert(choice).inserted {
      if isCircle {
        add(choice, to: &union) { !members.contains($0) }
      } else {
        union.add(gather(choice))
      }
    }
    var filled = union.contents
    filled.unmatched.formUnion(unmatched)
    return filled
  }

  private mutating func gather(_ choice: Int) -> RoleContents {
    if let known = gathered[choice] { return known }
    var union = RoleContents.Union()
    add(choice, to: &union) { _ in true }
    gathered[choice] = union.contents
    return union.contents
  }

  /// Adds the roles of a choice, each circle once.
  private func add(
    _ choice: Int, to union: inout RoleContents.Union, where isMeant: (Int) -> Bool
  ) {
    var seen: Set<Int> = []
    for part in choices[choice] where isMeant(part) {
      if let circle = circles[part], !seen.insert(circle).inserted { continue }
      union.add(contents[part], of: part)
    }
  }

  private func selectors(of role: Int) -> [Int] { selectors[role] ?? [] }
}

extension RoleContents {
  /// What several roles come to together: each rule once, where it is first.
  fileprivate struct Union {
    private(set) var contents = RoleContents(rules: [], sources: [])
    private var isEmpty = true
    private var seen: Set<PolicyRule> = []

    /// Adds what a role has, aggregated or not.
    mutating func add(_ part: RoleContents, of role: Int) {
      guard part.sources == nil else { return add(part) }
      var part = part
      var own: Set<PolicyRule> = []
      let firsts = part.rules.indices.filter { own.insert(part.rules[$0]).inserted }
      if firsts.count < part.rules.count { part.rules = firsts.map { part.rules[$0] } }
      part.sources = firsts.map { Source(role: role, rule: $0) }
      add(part)
    }

    /// Adds what has each rule once.
    mutating func add(_ part: RoleContents) {
      guard !isEmpty else {
        // What is alone needs no comparing, and shares its memory.
        contents = part
        isEmpty = false
        return
      }
      if seen.isEmpty { seen = Set(contents.rules) }
      for (index, rule) in part.rules.enumerated() where seen.insert(rule).inserted {
        contents.rules.append(rule)
        if let source = part.sources?[index] { contents.sources?.append(source) }
      }
      contents.unmatched.formUnion(part.unmatched)
      contents.possible.merge(part.possible) { known, _ in known }
    }
  }
}
