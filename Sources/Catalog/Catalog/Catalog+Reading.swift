// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

extension Catalog {
  /// The catalog of the agent that rolefit knows by itself. Unpacked on first use, never at start.
  package static let builtIn = Catalog(packed: BuiltInCatalog.packed) { verb in
    ActionTemplate { builtInTemplates[verb]?.action(for: $0) }
  }

  /// The actions over any resource, for which the text has to be read.
  private static let builtInTemplates: [String: ActionTemplate] = {
    let source = SourceText(name: "<built-in catalog>", text: BuiltInCatalog.text)
    var reader = CatalogReader(source: nil)
    guard let root = YAMLStream.read(source).documents.first, let catalog = reader.catalog(root)
    else { fatalError("the built-in catalog can't be read, though its tests read it") }
    return catalog.templates
  }()

  /// The version of the built-in catalog.
  package static let builtInVersion = BuiltInCatalog.version

  /// Reads a catalog and checks it against the tables of every Kubernetes version that rolefit
  /// knows. There is a catalog only when nothing in it is an error.
  package static func read(_ source: SourceText) -> (catalog: Catalog?, diagnostics: [Diagnostic]) {
    var reader = CatalogReader(source: source)
    let stream = YAMLStream.read(source)
    if let failure = stream.failure { return (nil, [failure]) }
    guard let root = stream.documents.first else {
      return (
        nil,
        [
          Diagnostic(
            .error, "catalog-empty", "there is no catalog in this file",
            at: .startOf(file: source.name))
        ]
      )
    }
    if stream.documents.count > 1 {
      reader.error(
        "catalog-several", "a catalog is one document; this is another", at: stream.documents[1])
    }
    reader.diagnostics.emit(contentsOf: root.repeatedKeys())
    let catalog = reader.catalog(root)
    if let catalog { reader.checkServed(by: catalog, root) }
    return (reader.diagnostics.hasErrors ? nil : catalog, reader.diagnostics.sorted)
  }
}
