// SPDX-License-Identifier: Apache-2.0

/// Fills in aggregated ClusterRoles as the server's controller does, over and over until nothing
/// changes.
///
/// Source: kubernetes/kubernetes,
/// pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go.
struct Aggregation {
  private let roles: [Role]
  /// The roles that each aggregated role selects: selector by selector, by name.
  private var parts: [Int: [[Int]]] = [:]
  private(set) var contents: [RoleContents]

  /// `clusterRoles` are the indices of those ClusterRoles among `roles` that exist on the cluster.
  init(of roles: [Role], clusterRoles: [Int]) {
    self.roles = roles
    contents = roles.enumerated().map { index, role in
      RoleContents(
        rules: role.rules, possible: role.possibleRules.isEmpty ? [:] : [index: role.possibleRules])
    }
    let byName = clusterRoles.sorted { roles[$0].name.precedes(roles[$1].name) }
    let aggregated = byName.filter { roles[$0].aggregationRule != nil }
    guard !aggregated.isEmpty else { return }
    select(among: byName, for: aggregated)
    settle(aggregated)
  }

  private mutating func select(among byName: [Int], for aggregated: [Int]) {
    // Most selectors name one label and value: looking those up spares comparing everything with
    // everything.
    struct Label: Hashable {
      var key: String
      var value: String
    }
    var labelled: [Label: [Int]] = [:]
    for role in byName {
      for (key, value) in roles[role].labels {
        labelled[Label(key: key, value: value), default: []].append(role)
      }
    }
    for role in aggregated {
      parts[role] = (roles[role].aggregationRule ?? []).map { selector in
        let candidates =
          selector.matchLabels.min { $0.key < $1.key }
          .map { labelled[Label(key: $0.key, value: $0.value)] ?? [] } ?? byName
        return candidates.filter { $0 != role && selector.matches(roles[$0].labels) }
      }
    }
  }

  /// Rules only ever appear, so this ends; a cycle of roles ends with what its members bring from
  /// outside.
  private mutating func settle(_ aggregated: [Int]) {
    for role in aggregated { contents[role] = RoleContents(rules: [], sources: []) }
    var dependents: [Int: [Int]] = [:]
    for role in aggregated {
      for part in Set(parts[role]?.joined().map { $0 } ?? []) where parts[part] != nil {
        dependents[part, default: []].append(role)
      }
    }
    var waiting = aggregated
    var isWaiting = Set(aggregated)
    var next = 0
    while next < waiting.count {
      let role = waiting[next]
      next += 1
      isWaiting.remove(role)
      let now = collect(role)
      let before = contents[role]
      contents[role] = now
      guard
        now.rules.count != before.rules.count || now.unmatched != before.unmatched
          || now.possible.count != before.possible.count
      else { continue }
      for dependent in dependents[role] ?? [] where isWaiting.insert(dependent).inserted {
        waiting.append(dependent)
      }
    }
  }

  private func collect(_ role: Int) -> RoleContents {
    var rules: [PolicyRule] = []
    var sources: [RoleContents.Source] = []
    var unmatched: Set<RoleContents.UnmatchedSelector> = []
    var possible: [Int: [PolicyRule]] = [:]
    var seen: Set<PolicyRule> = []
    for (selector, selected) in (parts[role] ?? []).enumerated() {
      if selected.isEmpty { unmatched.insert(.init(role: role, selector: selector)) }
      for part in selected {
        unmatched.formUnion(contents[part].unmatched)
        possible.merge(contents[part].possible) { known, _ in known }
        for (index, rule) in contents[part].rules.enumerated() where seen.insert(rule).inserted {
          rules.append(rule)
          sources.append(contents[part].sources?[index] ?? .init(role: part, rule: index))
        }
      }
    }
    return RoleContents(
      rules: rules, sources: sources, unmatched: unmatched, possible: possible)
  }
}
