// SPDX-License-Identifier: Apache-2.0

/// Rules that whatever identity is held may be given by a binding, found by where they hold.
struct SharedRules {
  private(set) var all: [HeldRule] = []
  /// The numbers of those that hold in a scope, by the scope's number.
  private var numbers: [[Int]] = []

  var count: Int { all.count }

  /// - Parameters:
  ///   - rule: with its number.
  ///   - scope: the number of where it holds.
  mutating func append(_ rule: JointRule, scope: Int) {
    while numbers.count <= scope { numbers.append([]) }
    numbers[scope].append(rule.number)
    all.append(rule.held)
  }

  /// The numbers of the rules that hold in a scope, but not because they do in all, by the scope's
  /// number.
  func numbers(in scope: Int) -> [Int] { scope < numbers.count ? numbers[scope] : [] }

  /// How many rules count in a scope: those of the cluster do everywhere.
  func count(in scope: Int) -> Int {
    numbers(in: 0).count + (scope == 0 ? 0 : numbers(in: scope).count)
  }
}
