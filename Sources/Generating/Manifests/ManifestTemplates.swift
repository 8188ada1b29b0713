// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

/// A template of every manifest.
package struct ManifestTemplates: Sendable {
  private var templates: [TemplateKind: ManifestTemplate] = [:]

  /// The templates as they stand in `templates/`.
  package static let builtIn: ManifestTemplates = {
    let sources = TemplateKind.allCases.map { kind in
      (kind, SourceText(name: kind.fileName, text: Templates.texts[kind.rawValue] ?? ""))
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
