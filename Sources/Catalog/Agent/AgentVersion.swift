// SPDX-License-Identifier: Apache-2.0

/// A version of an agent, such as 0.1.104: dotted numbers, compared number by number.
package struct AgentVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Without trailing zeros, so that 1.0 and 1.0.0 are the same.
  private let numbers: [Int]
  /// As it was written, without a leading `v`.
  package let description: String

  /// Reads `0.1.104` and `v0.1.104`; `nil` for anything that is not two to four numbers.
  package init?(_ text: String) {
    let bytes = text.utf8.first == UInt8(ascii: "v") ? text.utf8.dropFirst() : text.utf8[...]
    // The numbers so far, and the digits of the one that is read.
    var numbers: [Int] = []
    var number = 0
    var digits = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard digits < 9 else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
      case UInt8(ascii: "."):
        guard digits > 0 else { return nil }
        numbers.append(number)
        (number, digits) = (0, 0)
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    numbers.append(number)
    guard (2...4).contains(numbers.count) else { return nil }
    while numbers.last == 0 { numbers.removeLast() }
    self.numbers = numbers
    description = String(Substring(bytes))
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }

  package static func == (left: Self, right: Self) -> Bool { left.numbers == right.numbers }

  package func hash(into hasher: inout Hasher) { hasher.combine(numbers) }
}
