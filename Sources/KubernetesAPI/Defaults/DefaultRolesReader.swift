// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A default role with what it grants in every version.
struct DefaultRoleHistory: Sendable {
  var name: String
  var namespace: String?
  var labels: [String: String] = [:]
  var selectors: [[String: String]] = []
  /// The minors whose servers make the role, or may.
  var existing: [ClosedRange<Int>] = []
  /// The minors whose state is known.
  var known: [ClosedRange<Int>] = []
  /// Whether the nearest known state is taken where the state is not known.
  var isCarried = false
  var rules: [(minors: ClosedRange<Int>, rule: PolicyRule)] = []
  var possible: [(minors: ClosedRange<Int>, rule: PolicyRule)] = []

  /// The role as it is in a minor, or in the nearest one whose state is known; `nil` where no
  /// server of the minor makes it.
  func state(in minor: Int) -> DefaultRole? {
    guard existing.contains(where: { $0.contains(minor) }) else { return nil }
    let isKnown = isCarried || known.contains { $0.contains(minor) }
    let nearest = known.map { min(max(minor, $0.lowerBound), $0.upperBound) }
      .min { abs($0 - minor) < abs($1 - minor) }
    return DefaultRole(
      name: name, namespace: namespace, labels: labels, aggregationSelectors: selectors,
      rules: rules.filter { $0.minors.contains(minor) }.map(\.rule),
      possibleRules: possible.filter { $0.minors.contains(minor) }.map(\.rule)
        + (isKnown ? [] : Self.anything),
      knownIn: KubernetesVersion(minor: nearest ?? DefaultRolesData.recordedMinor))
  }

  /// What a role may grant of which nothing is known.
  private static let anything = [
    PolicyRule(apiGroups: ["*"], resources: ["*"], verbs: ["*"]),
    PolicyRule(verbs: ["*"], nonResourceURLs: ["*"]),
  ]
}

/// A default binding with its subjects in every version.
struct DefaultBindingHistory: Sendable {
  var binding: DefaultBinding
  var existing: [ClosedRange<Int>] = []
  var subjects: [(minors: ClosedRange<Int>, subject: DefaultBinding.Subject)] = []

  /// The binding as it is in a minor; `nil` where no server of the minor makes it.
  func state(in minor: Int) -> DefaultBinding? {
    guard existing.contains(where: { $0.contains(minor) }) else { return nil }
    var binding = binding
    binding.subjects = subjects.filter { $0.minors.contains(minor) }.map(\.subject)
    return binding
  }
}

/// Reads the generated lines, once, when somebody first asks.
enum DefaultRolesReader {
  static let roles: [DefaultRoleHistory] = readRoles()
  static let bindings: [DefaultBindingHistory] = readBindings()

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
      case UInt8(ascii: "e"): found[last].existing.append(minors(rest))
      case UInt8(ascii: "c"): found[last].isCarried = true
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

  private static func readBindings() -> [DefaultBindingHistory] {
    var found: [DefaultBindingHistory] = []
    for line in TableText.lines(of: DefaultRolesData.bindings) {
      let (mark, rest) = TableText.marked(line)
      let words = TableText.split(rest, at: " ")
      switch mark {
      case UInt8(ascii: "="):
        found.append(
          DefaultBindingHistory(
            binding: DefaultBinding(
              name: String(words[0]), namespace: place(words[1]), roleKind: String(words[2]),
              roleName: String(words[3]), subjects: [])))
      case UInt8(ascii: "e"): found[found.count - 1].existing.append(minors(rest))
      default:
        let subject = DefaultBinding.Subject(
          kind: String(words[1]), name: String(words[2]),
          namespace: words.count > 3 ? String(words[3]) : "")
        found[found.count - 1].subjects.append((minors: minors(words[0]), subject: subject))
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
