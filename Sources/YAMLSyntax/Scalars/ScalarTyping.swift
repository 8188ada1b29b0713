// SPDX-License-Identifier: Apache-2.0

/// How the text of a scalar becomes a value.
///
/// The rules are those of sigs.k8s.io/yaml, which kubectl and Helm read YAML with
/// (kubernetes-sigs/yaml, goyaml.v2/resolve.go and decode.go): YAML 1.1 words such as `on` and `y`,
/// but no sexagesimal numbers, and timestamps stay strings.
enum ScalarTyping: UInt8 {
  /// It is a string: quoted, a block, or tagged as one.
  case string
  /// It is what its text looks like.
  case plain
  /// It is tagged as a floating-point number.
  case float
  /// It is the key `<<` that merges other mappings into its own.
  case mergeKey
  /// It is tagged as Base64; readers decode it, so no node has this typing.
  case binary

  func value(of text: UnsafeBufferPointer<UInt8>) -> YAMLScalar {
    switch self {
    case .string, .mergeKey, .binary:
      return .string(String(decoding: text, as: UTF8.self))
    case .plain:
      return Self.typed(text) ?? .string(String(decoding: text, as: UTF8.self))
    case .float:
      if case .integer(let integer) = Self.typed(text) { return .float(Double(integer)) }
      return Self.typed(text) ?? .string(String(decoding: text, as: UTF8.self))
    }
  }

  /// The value of plain text that is not a string; `nil` when it is one.
  static func typed(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      return infinity(text) ?? number(text)
    case UInt8(ascii: "."):
      return infinity(text) ?? fraction(text)
    case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"),
      UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"),
      UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "~"):
      return mayBeWord(text) ? word(String(decoding: text, as: UTF8.self)) : nil
    default:
      return nil
    }
  }

  /// Whether the first two letters and the length are those of a word with a meaning.
  private static func mayBeWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 1 else { return true }
    return switch text[1] | 0x20 {
    case UInt8(ascii: "o"), UInt8(ascii: "n"): text.count == 2
    case UInt8(ascii: "e"), UInt8(ascii: "f"): text.count == 3
    case UInt8(ascii: "r"), UInt8(ascii: "u"): text.count == 4
    case UInt8(ascii: "a"): text.count == 5
    default: false
    }
  }

  private static func word(_ text: String) -> YAMLScalar? {
    switch text {
    case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": .bool(true)
    case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": .bool(false)
    case "~", "null", "Null", "NULL": .null
    default: nil
    }
  }

  /// Whether plain text is a number that JSON cannot write.
  @inline(__always)
  static func isNotFinite(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // `.`, `+` and `-` are the only bytes up to `.` that such a text starts with.
    (text.count == 4 || text.count == 5) && text[0] <= UInt8(ascii: ".") && infinity(text) != nil
  }

  private static func infinity(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
    guard text.count == 4 || text.count == 5 else { return nil }
    return switch String(decoding: text, as: UTF8.self) {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .float(.infinity)
    case "-.inf", "-.Inf", "-.INF": .float(-.infinity)
    case ".nan", ".NaN", ".NAN": .float(.nan)
    default: nil
    }
  }

  /// Whether plain text is a whole number that Go can only hold as an unsigned one.
  static func isUnsigned(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.allSatisfy(isPartOfNumber) else { return false }
    guard case .float? = integer(text.filter { $0 != UInt8(ascii: "_") }) else { return false }
    return true
  }

  /// A number that starts with a digit or a sign; underscores count for nothing.
  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
    guard text.allSatisfy(isPartOfNumber) else { return nil }
    let digits = text.filter { $0 != UInt8(ascii: "_") }
    if let integer = integer(digits) { return integer }
    return decimal(digits)
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "x"), UInt8(ascii: "X"),
      UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "_"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default:
      false
    }
  }

  /// A whole number as Go writes it: 0x, 0o, 0b, or a leading 0 for octal.
  private static func integer(_ text: [UInt8]) -> YAMLScalar? {
    var digits = text[...]
    var isSigned = false
    var isNegative = false
    if let sign = digits.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      isSigned = true
      isNegative = sign == UInt8(ascii: "-")
      digits = digits.dropFirst()
    }
    var radix = 10
    if digits.count > 1, digits.first == UInt8(ascii: "0") {
      digits = digits.dropFirst()
      switch digits.first {
      case UInt8(ascii: "x"), UInt8(ascii: "X"): radix = 16
      case UInt8(ascii: "o"), UInt8(ascii: "O"): radix = 8
      case UInt8(ascii: "b"), UInt8(ascii: "B"): radix = 2
      default:
        radix = 8
        digits = [UInt8(ascii: "0")] + digits
      }
      if radix != 8 || digits.first != UInt8(ascii: "0") { digits = digits.dropFirst() }
    }
    guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else {
      return nil
    }
    let written = String(decoding: digits, as: UTF8.self)
    if let integer = Int64((isNegative ? "-" : "") + written, radix: radix) {
      return .integer(integer)
    }
    // Go holds what is beyond Int64 as unsigned; decimal numbers beyond that are fractions.
    guard !isSigned, let unsigned = UInt64(written, radix: radix) else { return nil }
    return .float(Double(unsigned))
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  private static func decimal(_ text: [UInt8]) -> YAMLScalar? {
    var rest = text[...]
    func skipDigits() -> Int {
      let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    let whole = skipDigits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard skipDigits() + whole > 0 else { return nil }
    } else if whole == 0 {
      return nil
    }
    if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard skipDigits() > 0 else { return nil }
    }
    guard rest.isEmpty, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite
    else { return nil }
    return .float(value)
  }

  /// A number that starts with its point; an underscore must stand between digits.
  private static func fraction(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
    var previous: UInt8 = 0
    for byte in text {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      if byte == UInt8(ascii: "_") {
        guard previous >= UInt8(ascii: "0"), previous <= UInt8(ascii: "9") else { return nil }
      } else if previous == UInt8(ascii: "_"), !isDigit {
        return nil
      }
      previous = byte
    }
    guard previous != UInt8(ascii: "_") else { return nil }
    return decimal(text.filter { $0 != UInt8(ascii: "_") })
  }
}
