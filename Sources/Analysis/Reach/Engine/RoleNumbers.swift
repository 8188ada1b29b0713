// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Numbers of roles, found by where roles are that somebody may write.
struct RoleNumbers {
  private var byHome: [Scope: [Int]] = [:]
  /// Roles of all namespaces.
  private var local: [Int] = []
  private var aggregated: [Int] = []

  /// - Parameter number: greater than those before.
  mutating func insert(_ role: WritableRole, _ number: Int) {
    byHome[role.home, default: []].append(number)
    if role.kind == .role { local.append(number) }
    if role.isAggregated { aggregated.append(number) }
  }

  /// The roles that a right to write may be for, from a number on, in order.
  func numbers(from first: Int, for writing: RoleWriting) -> ArraySlice<Int> {
    let all =
      if writing.isAggregated {
        aggregated
      } else if writing.kind == .clusterRole {
        byHome[.cluster] ?? []
      } else if writing.scope == .cluster {
        local
      } else {
        byHome[writing.scope] ?? []
      }
    return all[Self.place(of: first, in: all)...]
  }

  /// The place of the first number that is not less.
  private static func place(of first: Int, in numbers: [Int]) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < first { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
