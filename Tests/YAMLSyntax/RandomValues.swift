// SPDX-License-Identifier: Apache-2.0

import TestSupport
import YAMLSyntax

/// Values that are hard on emitters.
enum RandomValues {
  /// Texts that some reader could take for something else.
  static let nastyStrings: [String] =
    [
      "", " ", "  ", "\n", "\n\n", " \n", "\n ", "a\n", "a\n\n", "\na", " a", "a ", "a\n b",
      " a\nb",
      "a\nb ", "a \nb", "a\n\nb", "a\n\n\nb\n\n", "a\tb", "\ta", "a\t", "a\n\tb", "a\r\nb", "a\rb",
      "-", "- ", "- a", "-a", "--", "---", "--- a", "...", "... a", "a\n---\nb", "a\n...\nb", "?",
      "? a", "?a", ":", ": a", ":a", "a:", "a: b", "a:b", "a :b", "a : b", "#", "# a", "#a", "a#b",
      "a #b", "a# b", "[", "]", "[]", "[a]", "{", "}", "{}", "{a}", "{{ a }}", ",", "a,b", "&",
      "&a",
      "*", "*a", "!", "!a", "!!str a", "|", "|a", ">", ">-", "'", "''", "'a'", "a'b", "\"", "\"a\"",
      "a\"b", "%", "%a", "%YAML 1.1", "@", "@a", "`", "`a`", "\\", "\\n", "a\\b", "~", "~a", "=",
      "==",
      "<<", "<", "null", "Null", "NULL", "nUll", "true", "True", "tRUE", "false", "y", "Y", "n",
      "N",
      "yes", "Yes", "no", "NO", "on", "On", "off", "OFF", ".inf", "-.inf", "+.Inf", ".nan", ".NAN",
      "\0", "\u{1}", "\u{7}", "\u{1B}", "\u{7F}", "\u{80}", "\u{85}", "a\u{85}b", "\u{9F}",
      "\u{A0}",
      "a\u{A0}", "\u{AD}", "\u{2028}", "a\u{2028}b", "a\n\u{2029}b", "\u{FEFF}", "a\u{FEFF}",
      "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{D7FF}", "\u{E000}", "\u{1F600}", "a\u{1F600}b\n",
      "\u{10FFFF}", "é", "e\u{301}", "日本語", "日本語\nb", "\u{200B}", "\u{200E}a", "x\u{300}", "ß: ü",
      "a\u{0}b\nc", String(repeating: "x", count: 130), String(repeating: "x y ", count: 60) + "z",
      String(repeating: "k", count: 1_100), String(repeating: "- a: b\n", count: 3),
      "  indented\nnot",
      "|\n  a", "a\n  b\n c\n", "\\u0041", "/", "//", "a/b", "*/*", "pods/*", "key: 'v'", "0x",
      "0o",
      "1_", "_1", "+", "+a", "1,000", "1.2.3", "v1", "10Gi", "a: ", " #", "a #", "x\n\n", "x\n #y",
      "x: |\n  y", "-\n", "- \n- ", "?\n", "a\n?", "#\na", "a\n#b\n", "\u{85}\n", "\n\u{85}",
      "\"\n'",
    ] + ScalarTypingTests.rows.map(\.yaml)

  static func string(_ random: inout RandomSource) -> String {
    let kind = Int.random(in: 0..<10, using: &random)
    if kind < 3 { return nastyStrings.randomElement(using: &random) ?? "" }
    if kind < 6 {
      return (0..<Int.random(in: 2...4, using: &random)).map { _ in
        nastyStrings.randomElement(using: &random) ?? ""
      }.joined()
    }
    let alphabet = Array(
      "ab01 \n\t:-#'\"\\{}[],&*!|>%@`=?~._+eExyon\u{85}\u{A0}\u{2028}\u{FEFF}é\u{1F600}\0"
        .unicodeScalars)
    var string = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      string.append(alphabet.randomElement(using: &random) ?? "a")
    }
    return String(string)
  }

  static func float(_ random: inout RandomSource) -> Double {
    let number = Double(bitPattern: random.next())
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return Double(Int.random(in: -1_000_000...1_000_000, using: &random))
    case 1: return Double.random(in: -10...10, using: &random)
    case 2:
      let edges = [1e16, 1e-5, 1e22, -1e100, .leastNonzeroMagnitude, 0.1, 1e21]
      return edges.randomElement(using: &random) ?? 0
    default: return number.isFinite ? number : 0.5
    }
  }

  static func value(_ random: inout RandomSource, depth: Int = 4) -> YAMLValue {
    switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2:
      return .integer(
        Int64(truncatingIfNeeded: random.next()) >> Int64.random(in: 0...63, using: &random))
    case 3: return .float(float(&random))
    case 4...6: return .string(string(&random))
    case 7:
      return .sequence(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth - 1) })
    default: return mapping(&random, depth: depth)
    }
  }

  static func mapping(_ random: inout RandomSource, depth: Int = 4) -> YAMLValue {
    // Swift takes é and e + ◌́ for equal strings; as keys they are two.
    var names: Set<[UInt8]> = []
    var entries: [YAMLValue.Entry] = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let key = string(&random)
      guard names.insert(Array(key.utf8)).inserted else { continue }
      entries.append(YAMLValue.Entry(key, value(&random, depth: depth - 1)))
    }
    return .mapping(entries)
  }

  /// Whether two values are the same, byte by byte where they are strings.
  static func isSame(_ left: YAMLValue, _ right: YAMLValue) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.sequence(let left), .sequence(let right)):
      left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
    case (.mapping(let left), .mapping(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy {
          $0.key.utf8.elementsEqual($1.key.utf8) && isSame($0.value, $1.value)
        }
    default: left == right
    }
  }
}
