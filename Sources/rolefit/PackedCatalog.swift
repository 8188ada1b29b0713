// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Host
import UseCases

/// How `scripts/generate-catalog` has a catalog packed, to be built in.
enum PackedCatalog {
  /// The word that asks for it, which no help names.
  static let command = "__pack-catalog"

  /// The dialects, then, behind a form feed, the rest.
  static func text(ofCatalogAt path: String) throws -> String {
    let outside = Outside.commandLine
    let (catalog, diagnostics) = Catalog.read(try outside.text(path))
    guard let catalog else { throw Failure.unjudged(diagnostics) }
    outside.show(diagnostics)
    guard let packed = catalog.packed else {
      throw Failure.unjudged(
        "catalog-line-break",
        "a text of this catalog has a tab or a line break: it can't be packed",
        at: .startOf(file: path), remedy: "fold it")
    }
    return packed.dialects + "\u{c}\n" + packed.rest
  }
}
