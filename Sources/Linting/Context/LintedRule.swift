// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import RBAC
package import YAMLSyntax

/// One rule of a role, and where its parts are written.
package final class LintedRule: Sendable {
  /// A list that a rule may have.
  package enum Field: String, CaseIterable, Sendable {
    case apiGroups, resources, resourceNames, verbs, nonResourceURLs

    fileprivate var path: KeyPath<PolicyRule, [String]> {
      switch self {
      case .apiGroups: \.apiGroups
      case .resources: \.resources
      case .resourceNames: \.resourceNames
      case .verbs: \.verbs
      case .nonResourceURLs: \.nonResourceURLs
      }
    }
  }

  /// The position in its role, from 0.
  package let index: Int
  package let rule: PolicyRule
  /// The rule as the text has it.
  package let node: YAMLNode

  /// Where each value of its long fields stands.
  private let places = Lazy<[Field: [String: [Int]]]>()
  /// A field of up to so many values is looked through.
  private static let few = 16

  init(index: Int, rule: PolicyRule, node: YAMLNode) {
    self.index = index
    self.rule = rule
    self.node = node
  }

  /// The whole rule.
  package var range: SourceRange { node.range }

  /// The values of a field.
  package func values(of field: Field) -> [String] { rule[keyPath: field.path] }

  /// The list of a field; `nil` where the rule has none.
  package func list(_ field: Field) -> YAMLNode? { node[field.rawValue] }

  /// Where a field's list is written; the whole rule where it has none.
  package func range(of field: Field) -> SourceRange { list(field)?.range ?? range }

  /// Where the entry at `position` of a field is written.
  package func range(of field: Field, at position: Int) -> SourceRange {
    entry(of: field, at: position)?.range ?? range(of: field)
  }

  /// The entry at `position` of a field.
  package func entry(of field: Field, at position: Int) -> YAMLNode? {
    list(field)?.elements[position]
  }

  /// Where values of a field are written: the entry if it is one, the list if they are all of it,
  /// else from the first of them to the last.
  package func range(of field: Field, _ values: some Collection<String>) -> SourceRange {
    let positions = positions(of: Set(values), in: field)
    guard let first = positions.first, let last = positions.last else { return range(of: field) }
    let isWhole = positions.count == self.values(of: field).count
    if isWhole, positions.count > 1 { return range(of: field) }
    let start = range(of: field, at: first)
    return SourceRange(
      file: start.file, start: start.start, end: range(of: field, at: last).end,
      section: start.section)
  }

  /// Ascending.
  private func positions(of wanted: Set<String>, in field: Field) -> [Int] {
    let all = values(of: field)
    guard all.count > Self.few, wanted.count < all.count else {
      return all.indices.filter { wanted.contains(all[$0]) }
    }
    let places = places.value {
      var places: [Field: [String: [Int]]] = [:]
      for field in Field.allCases where values(of: field).count > Self.few {
        for (position, value) in values(of: field).enumerated() {
          places[field, default: [:]][value, default: []].append(position)
        }
      }
      return places
    }
    return wanted.flatMap { places[field]?[$0] ?? [] }.sorted()
  }
}
