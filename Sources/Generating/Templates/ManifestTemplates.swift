// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

/// A template of every manifest.
package struct ManifestTemplates: Sendable {
  private var templates: [TemplateKind: ManifestTemplate] = [:]

  /// The templates of `templates/`.
  package static let builtIn: ManifestTemplates = {
    let sources = TemplateKind.allCases.map { kind in
      let text = Templates.manifests.first { $0.path == kind.fileName }?.text ?? ""
      return (kind, SourceText(name: kind.fileName, text: text))
    }
    let (templates, diagnostics) = read(sources)
    guard let templates else { preconditionFailure("an embedded template: \(diagnostics)") }
    return templates
  }()

  /// Reads the templates of a user; there must be one of each kind.
  package static func read(
    _ sources: [(kind: TemplateKind, text: SourceText)]
  ) -> (templates: ManifestTemplates?, diagnostics: [Diagnostic]) {
    var templates = ManifestTemplates()
    var diagnostics: [Diagnostic] = []
    for (kind, text) in sources {
      var reader = TemplateReader(kind: kind)
      templates.templates[kind] = reader.read(text)
      diagnostics += reader.diagnostics
    }
    return (diagnostics.isEmpty ? templates : nil, diagnostics)
  }

  /// The manifest of that kind with its holes filled.
  package func manifest(_ kind: TemplateKind, _ values: [ManifestHole: YAMLValue]) -> YAMLValue {
    guard let template = templates[kind] else { preconditionFailure("no template of \(kind)") }
    return template.filled(values)
  }
}

/// A manifest with holes: values such as `<NAME>`, each of which another value takes the place of.
package struct ManifestTemplate: Sendable {
  private let tree: YAMLValue

  init(_ tree: YAMLValue) { self.tree = tree }

  /// The manifest with every hole filled; an entry whose hole nothing fills is left out, and a
  /// mapping with nothing else in it.
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
      let filled = entries.compactMap { entry in
        fill(entry.value, values).map { YAMLValue.Entry(entry.key, $0) }
      }
      // Of a mapping whose holes are all empty nothing is left.
      return filled.isEmpty && !entries.isEmpty ? nil : .mapping(filled)
    default:
      return value
    }
  }
}
