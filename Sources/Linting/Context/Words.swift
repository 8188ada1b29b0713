// SPDX-License-Identifier: Apache-2.0

/// How findings name things.
package enum Words {
  /// `'a'`, `'a' and 'b'`, `'a', 'b' and 3 others`.
  package static func list(_ values: [String], most: Int = 5) -> String {
    let quoted = values.prefix(most).map { "'\($0)'" }
    guard quoted.count > 1 else { return quoted.first ?? "nothing" }
    if values.count <= most {
      return quoted.dropLast().joined(separator: ", ") + " and \(quoted[quoted.count - 1])"
    }
    return quoted.prefix(most - 1).joined(separator: ", ")
      + " and \(values.count - most + 1) others"
  }

  /// `the core group ("")`, `'apps'`, `'apps' or 'batch'`.
  package static func groups(_ groups: [String]) -> String {
    groups.map { $0.isEmpty ? "the core group (\"\")" : "'\($0)'" }.joined(separator: " or ")
  }

  /// `rule 2`, `rules 1 and 3`: counted from 1, as people do.
  package static func rules(_ indices: [Int]) -> String {
    let numbers = indices.map { String($0 + 1) }
    guard numbers.count > 1 else { return "rule \(numbers.first ?? "")" }
    return "rules \(numbers.dropLast().joined(separator: ", ")) and \(numbers[numbers.count - 1])"
  }
}
