// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// A manifest with holes: values such as `<NAME>`, each of which another value takes the place of.
package struct ManifestTemplate: Sendable {
  private let tree: YAMLValue

  init(_ tree: YAMLValue) { self.tree = tree }

  /// The manifest with every hole filled; an entry whose hole nothing fills is left out.
  package func filled(_ values: [ManifestHole: YAMLValue]) -> YAMLValue {
    Self.fill(tree, values) ?? .null
  }

  private static func fill(_ value: YAMLValue, _ values: [ManifestHole: YAMLValue]) -> YAMLValue? {
    switch value {
    case .string(let text):
      guard let hole = ManifestHole(template: text) else { return value }
      return values[hole]
    case .sequence(let elements):
      return .sequence(elements.compactMap { fill($0, values) })
    case .mapping(let entries):
      return .mapping(
        entries.compactMap { entry in
          fill(entry.value, values).map { YAMLValue.Entry(entry.key, $0) }
        })
    default:
      return value
    }
  }
}

extension ManifestHole {
  /// The hole that a whole scalar is; `nil` for any other text.
  init?(template text: String) {
    guard text.first == "<", text.last == ">" else { return nil }
    self.init(rawValue: String(text.dropFirst().dropLast()))
  }
}
