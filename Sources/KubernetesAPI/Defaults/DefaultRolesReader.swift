// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A default role with what it grants in every version.
struct DefaultRoleHistory: Sendable {
  var name: String
  var namespace: String?
  var labels: [String: String] = [:]
  var selectors: [[String: String]] = []
  /// The minors whose state is known.
  var known: [ClosedRange<Int>] = []
  var rules: [(minors: ClosedRange<Int>, rule: PolicyRule)] = []
  var possible: [(minors: ClosedRange<Int>, rule: PolicyRule)] = []

  /// The role as it is in a minor, or in the nearest one whose state is known.
  func state(in minor: Int) -> DefaultRole {
    let nearest = known.map { min(max(minor, $0.lowerBound), $0.upperBound) }
      .min { abs($0 - minor) < abs($1 - minor) }
    return DefaultRole(
      name: name, namespace: namespace, labels: labels, aggregationSelectors: selectors,
      rules: rules.filter { $0.minors.contains(minor) }.map(\.rule),
      possibleRules: possible.filter { $0.minors.contains(minor) }.map(\.rule),
      knownIn: KubernetesVersion(minor: nearest ?? DefaultRolesData.recordedMinor))
  }
}

/// Reads the generated lines, once, when somebody first asks.
enum DefaultRolesReader {
  static let roles: [DefaultRoleHistory] = readRoles()
  static let bindings: [DefaultBinding] = readBindings()

  private static func readRoles() -> [DefaultRoleHistory] {
    var found: [DefaultRoleHistory] = []
    for line in TableText.lines(of: DefaultRolesData.roles) {
      let (mark, rest) = TableText.marked(line)
      if mark == UInt8(ascii: "=") {
        let words = TableText.split(rest, at: " ")
        found.append(DefaultRoleHistory(name: String(words[0]), namespace: place(words[1])))
        continue
      }
      let last = found.count - 1
      switch mark {
      case UInt8(ascii: "k"): found[last].known.append(minors(rest))
      case UInt8(ascii: "l"): found[last].labels.merge(pairs(rest)) { _, new in new }
      case UInt8(ascii: "a"): found[last].selectors.append(pairs(rest))
      default:
        let words = TableText.split(rest, at: " ")
        let entry = (minors: minors(words[0]), rule: rule(words[1]))
        if mark == UInt8(ascii: "r") {
          found[last].rules.append(entry)
        } else {
          found[last].possible.append(entry)
        }
      }
    }
    return found
  }

  private static func readBindings() -> [DefaultBinding] {
    var found: [DefaultBinding] = []
    for line in TableText.lines(of: DefaultRolesData.bindings) {
      let (mark, rest) = TableText.marked(line)
      let isHead = mark == UInt8(ascii: "=")
      let words = TableText.split(isHead ? rest : line, at: " ")
      if isHead {
        found.append(
          DefaultBinding(
            name: String(words[0]), namespace: place(words[1]), roleKind: String(words[2]),
            roleName: String(words[3]), subjects: []))
      } else {
        found[found.count - 1].subjects.append(
          DefaultBinding.Subject(
            kind: String(words[0]), name: String(words[1]),
            namespace: words.count > 2 ? String(words[2]) : ""))
      }
    }
    return found
  }

  private static func place(_ word: Substring) -> String? { word == "*" ? nil : String(word) }

  private static func minors(_ text: Substring) -> ClosedRange<Int> {
    let ends = TableText.split(text, at: "-")
    return (Int(ends[0]) ?? 0)...(Int(ends[1]) ?? Int.max)
  }

  private static func pairs(_ text: Substring) -> [String: String] {
    var found: [String: String] = [:]
    for pair in TableText.split(text, at: ",") {
      let sides = TableText.split(pair, at: "=")
      found[String(sides[0])] = String(sides[1])
    }
    return found
  }

  private static func rule(_ text: Substring) -> PolicyRule {
    let fields = TableText.split(text, at: "|").map { field in
      field.isEmpty ? [] : TableText.split(field, at: ",").map { $0 == "-" ? "" : String($0) }
    }
    guard fields.count == 4 else {
      return PolicyRule(verbs: fields[1], nonResourceURLs: fields[0])
    }
    return PolicyRule(
      apiGroups: fields[0], resources: fields[1], resourceNames: fields[2], verbs: fields[3])
  }
}
