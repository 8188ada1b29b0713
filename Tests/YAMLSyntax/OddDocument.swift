// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// RBAC objects with odd scalars in every place that RBAC reads.
struct OddDocument {
  private var random: RandomSource

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  private static let words = [
    "get", "list", "pods", "pods/log", "apps", "agent", "ClusterRole", "system:nodes", "a b", "é",
    "rbac.authorization.k8s.io/v1", "v1", "*", "/healthz/*", "x-y", "10Gi", "",
  ]
  /// Scalars on one line that readers may take for something else.
  private static let odd = ScalarTypingTests.rows.map(\.yaml).filter {
    !$0.contains("\n") && !$0.hasPrefix("!") && !$0.hasPrefix("[") && !$0.hasPrefix("{")
  }
  private static let tagged = ScalarTypingTests.rows.map(\.yaml).filter {
    $0.hasPrefix("!") && !$0.contains("\n")
  }
  private static let letters = Array("0123456789012345678900..eE+-_:xob")

  private mutating func oneIn(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }

  private mutating func pick(_ words: [String]) -> String {
    words.randomElement(using: &random) ?? ""
  }

  /// A scalar, as it is written.
  private mutating func scalar() -> String {
    switch Int.random(in: 0..<40, using: &random) {
    case 0: return pick(Self.tagged)
    case 1..<14: return pick(Self.odd)
    case 14..<24:
      return String(
        (0..<Int.random(in: 1...7, using: &random)).map { _ in
          Self.letters.randomElement(using: &random) ?? "0"
        })
    case 24..<28: return "\"\(pick(Self.words))\""
    case 28..<32: return "'\(pick(Self.words + Self.odd).replacing("'", with: "''"))'"
    default:
      let word = pick(Self.words)
      return word.isEmpty || word == "*" ? "\"\(word)\"" : word
    }
  }

  /// A scalar between brackets, where a colon at its end and tags are read in different ways.
  private mutating func flowScalar() -> String {
    let text = scalar()
    return text.hasSuffix(":") || text.hasPrefix("!") ? "get" : text
  }

  /// A value of a key: a scalar, or one in a block.
  private mutating func value(_ indent: String) -> String {
    guard oneIn(25) else { return " " + scalar() }
    return pick([" |", " >-", " |+", ""]) + "\n\(indent)  "
      + pick(Self.words.filter { $0 != "" && $0 != "*" })
  }

  private mutating func list(_ indent: String) -> String {
    let count = Int.random(in: 0...3, using: &random)
    if oneIn(3) || count == 0 {
      return " [" + (0..<count).map { _ in flowScalar() }.joined(separator: ", ") + "]"
    }
    let deeper = indent + pick(["", "  "])
    return (0..<count).map { _ in "\n\(deeper)- " + scalar() }.joined()
  }

  private mutating func fields(_ names: [String], _ indent: String) -> String {
    names.map { "\(indent)\($0):" + value(indent) + "\n" }.joined()
  }

  private mutating func labels(_ indent: String) -> String {
    (0..<Int.random(in: 1...2, using: &random)).map { number in
      "\(indent)\(oneIn(2) ? scalar() : "k\(number)"):" + value(indent) + "\n"
    }.joined()
  }

  mutating func next() -> String {
    var text = fields(["apiVersion", "kind"], "")
    text += "metadata:\n" + fields(["name", "namespace"].filter { _ in oneIn(2) } + ["uid"], "  ")
    if oneIn(2) { text += "  labels:\n" + labels("    ") }
    if oneIn(4) { text += "  annotations:\n" + labels("    ") }
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      text += "rules:\n- verbs:" + list("  ") + "\n"
      for name in ["apiGroups", "resources", "resourceNames", "nonResourceURLs"] where oneIn(2) {
        text += "  \(name):" + list("  ") + "\n"
      }
    case 1:
      text += "roleRef:\n" + fields(["apiGroup", "kind", "name"], "  ")
      text += "subjects:\n- kind:" + value("  ") + "\n"
      text += fields(["apiGroup", "name", "namespace"].filter { _ in oneIn(2) }, "  ")
    default:
      text += "aggregationRule:\n  clusterRoleSelectors:\n  - matchLabels:\n" + labels("      ")
      text += "    matchExpressions:\n    - key:" + value("      ") + "\n"
      text += "      operator:" + value("      ") + "\n      values:" + list("      ") + "\n"
    }
    return text
  }
}
