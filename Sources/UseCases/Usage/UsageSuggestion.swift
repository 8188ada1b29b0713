// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
package import YAMLSyntax

/// What switches on the smallest set of actions that explains what was seen.
package struct UsageSuggestion: Sendable {
  /// Ids, sorted.
  package var actions: [String]
  package var capabilities: [String]
  /// Helm values; `nil` where the catalog knows no chart.
  package var values: YAMLValue?

  init(
    _ usage: Usage, _ catalog: Catalog, _ resolver: Resolver, _ outside: Outside
  ) throws(Failure) {
    actions = usage.actions.filter { !$0.isCapability }.map(\.id)
    capabilities = usage.actions.filter(\.isCapability).map(\.id)
    guard try resolver.options.get(.dialect) != nil || catalog.defaultDialect != nil else { return }
    let dialect = try resolver.dialect(of: catalog)
    let found = dialect.values(
      for: actions.compactMap { catalog.action($0) },
      capabilities: capabilities.isEmpty ? nil : capabilities.compactMap { catalog.action($0) },
      in: catalog)
    if !found.extra.isEmpty {
      outside.remark(
        "\(dialect) has no finer switches: these are on too: "
          + found.extra.joined(separator: ", "))
    }
    if !found.unreachable.isEmpty {
      outside.remark(
        "no value of \(dialect) switches these on: " + found.unreachable.joined(separator: ", "))
    }
    values = found.values
  }
}
