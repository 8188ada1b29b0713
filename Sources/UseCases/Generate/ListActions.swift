// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics

/// Finds what a list of the catalog's actions is made for.
package struct ListActions: Sendable {
  private let resolver: Resolver

  package struct Facts: Sendable {
    package var catalog: Catalog
    /// `nil` for a catalog that knows no chart's values.
    package var dialect: DialectVersion?
    package var context: NeedContext
  }

  package init(_ options: Options, _ outside: Outside) {
    resolver = Resolver(options, outside)
  }

  package func run() throws(Failure) -> Facts {
    let catalog = try resolver.catalog()
    return Facts(
      catalog: catalog,
      dialect: catalog.dialects.isEmpty ? nil : try resolver.dialect(of: catalog),
      context: NeedContext(
        kubernetes: try resolver.kubernetes().value,
        agentVersion: try resolver.agentVersion(of: catalog).value))
  }
}
