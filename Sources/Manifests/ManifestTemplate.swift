// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// A manifest with named holes: scalars in capital letters that stand for a value.
struct ManifestTemplate {
  private let tree: YAMLValue

  /// Reads one of the embedded templates.
  init(_ text: String) {
    let stream = YAMLStream.read(SourceText(name: "template", text: text))
    precondition(stream.failure == nil, "an embedded template is not YAML")
    tree = stream.documents.first?.value ?? .null
  }

  /// The manifest with every hole filled; an entry whose hole is filled with `nil` is left out.
  func filled(_ holes: [String: YAMLValue?]) -> YAMLValue {
    Self.fill(tree, holes) ?? .null
  }

  private static func fill(_ value: YAMLValue, _ holes: [String: YAMLValue?]) -> YAMLValue? {
    switch value {
    case .string(let text):
      guard let hole = holes[text] else { return value }
      return hole
    case .sequence(let elements):
      return .sequence(elements.compactMap { fill($0, holes) })
    case .mapping(let entries):
      return .mapping(
        entries.compactMap { entry in
          fill(entry.value, holes).map { YAMLValue.Entry(entry.key, $0) }
        })
    default:
      return value
    }
  }
}
