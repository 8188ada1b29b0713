// SPDX-License-Identifier: Apache-2.0

/// A version of an agent, such as 0.1.104: dotted numbers, compared number by number.
package struct AgentVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Without trailing zeros, so that 1.0 and 1.0.0 are the same.
  private let numbers: [Int]
  /// As it was written, without a leading `v`.
  package let description: String

  /// Reads `0.1.104` and `v0.1.104`; `nil` for anything that is not two to four numbers.
  package init?(_ text: String) {
    let bare = text.first == "v" ? text.dropFirst() : text[...]
    let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...4).contains(parts.count) else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard part.utf8.count <= 9, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(part)
      else { return nil }
      numbers.append(number)
    }
    while numbers.last == 0 { numbers.removeLast() }
    self.numbers = numbers
    description = String(bare)
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }

  package static func == (left: Self, right: Self) -> Bool { left.numbers == right.numbers }

  package func hash(into hasher: inout Hasher) { hasher.combine(numbers) }
}
