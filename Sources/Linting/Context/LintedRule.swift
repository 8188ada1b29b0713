// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import RBAC
package import YAMLSyntax

/// One rule of a role, and where its parts are written.
package struct LintedRule: Sendable {
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
    guard let element = entry(of: field, at: position) else { return range(of: field) }
    return element.range
  }

  /// The entry at `position` of a field.
  package func entry(of field: Field, at position: Int) -> YAMLNode? {
    guard let elements = list(field)?.elements, position < elements.count else { return nil }
    return elements.dropFirst(position).first { _ in true }
  }

  /// Where values of a field are written: the entry if it is one, the list if they are all of it,
  /// else from the first of them to the last.
  package func range(of field: Field, _ values: some Collection<String>) -> SourceRange {
    let wanted = Set(values)
    let all = self.values(of: field)
    let positions = all.indices.filter { wanted.contains(all[$0]) }
    guard let first = positions.first, let last = positions.last else { return range(of: field) }
    let isWhole = positions.count == all.count
    if isWhole, positions.count > 1 { return range(of: field) }
    let start = range(of: field, at: first)
    return SourceRange(
      file: start.file, start: start.start, end: range(of: field, at: last).end,
      section: start.section)
  }
}
