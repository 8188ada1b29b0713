// SPDX-License-Identifier: Apache-2.0

import RBAC

extension JSONLineScanner {
  /// Values inside each other that are gone over.
  private static let deepest = 40

  /// Goes over a value of whatever kind, and says whether it is JSON; gives up at text that is not
  /// ASCII, at numbers that are not plain and where values are deep inside each other.
  mutating func skipValue(depth: Int = 0) -> Bool {
    guard depth < Self.deepest, let first = peek() else { return false }
    switch first {
    case UInt8(ascii: "\""): return skipEscapedString()
    case UInt8(ascii: "{"):
      guard take("{") else { return false }
      if take("}") { return true }
      repeat {
        guard skipEscapedString(), take(":"), skipValue(depth: depth + 1) else { return false }
      } while take(",")
      return take("}")
    case UInt8(ascii: "["):
      guard take("[") else { return false }
      if take("]") { return true }
      repeat {
        guard skipValue(depth: depth + 1) else { return false }
      } while take(",")
      return take("]")
    case UInt8(ascii: "t"): return takeWord("true")
    case UInt8(ascii: "f"): return takeWord("false")
    case UInt8(ascii: "n"): return takeWord("null")
    default:
      var number = 0
      return readNumber(&number)
    }
  }

  /// Goes over what is left of an object after one of its members, to its end.
  mutating func skipMembers() -> Bool {
    while take(",") {
      guard skipEscapedString(), take(":"), skipValue() else { return false }
    }
    return take("}")
  }
}
