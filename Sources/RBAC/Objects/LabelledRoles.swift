// SPDX-License-Identifier: Apache-2.0

/// Finds the roles that label selectors choose, without comparing each selector with each role:
/// equal selectors are looked up once, and others are held against the roles that have one of the
/// labels they ask for.
package final class LabelledRoles {
  private struct Label: Hashable {
    var key: String
    var value: String
  }

  /// The roles of each selector that was asked for, in the order given.
  package private(set) var choices: [[Int]] = []

  private let roles: [Role]
  private let order: [Int]
  /// The roles with a label, and with a key, as places in `order`.
  private var labelled: [Label: [Int]] = [:]
  private var keyed: [String: [Int]] = [:]
  private var known: [LabelSelector: Int] = [:]

  /// - Parameter order: the roles that may be chosen, as indices of `roles`; by their selectors
  ///   alone.
  package init(_ roles: [Role], among order: [Int]) {
    self.roles = roles
    self.order = order
    var asked: Set<String> = []
    for selector in order.compactMap({ roles[$0].aggregationRule }).joined() {
      asked.formUnion(selector.matchLabels.keys)
      asked.formUnion(selector.matchExpressions.map(\.key))
    }
    for (place, index) in order.enumerated() {
      for (key, value) in roles[index].labels where asked.contains(key) {
        labelled[Label(key: key, value: value), default: []].append(place)
        keyed[key, default: []].append(place)
      }
    }
  }

  /// The number of a selector's roles among `choices`.
  package func choice(of selector: LabelSelector) -> Int {
    if let number = known[selector] { return number }
    known[selector] = choices.count
    choices.append(
      (candidates(selector).map { $0.map { order[$0] } } ?? order).filter {
        selector.matches(roles[$0].labels)
      })
    return choices.count - 1
  }

  /// The roles that a selector chooses.
  package func roles(chosenBy selector: LabelSelector) -> [Int] {
    let number = choice(of: selector)
    return choices[number]
  }

  /// The fewest roles that are known to hold all that match; `nil` for all there are.
  private func candidates(_ selector: LabelSelector) -> [Int]? {
    var fewest: [Int]?
    func consider(_ some: [Int]) {
      if some.count < fewest?.count ?? .max { fewest = some }
    }
    for (key, value) in selector.matchLabels {
      consider(labelled[Label(key: key, value: value)] ?? [])
    }
    for requirement in selector.matchExpressions {
      switch requirement.operator {
      case "In":
        let each = Set(requirement.values).map {
          labelled[Label(key: requirement.key, value: $0)] ?? []
        }
        consider(each.flatMap { $0 }.sorted())
      case "Exists": consider(keyed[requirement.key] ?? [])
      default: continue
      }
    }
    return fewest
  }
}
