// SPDX-License-Identifier: Apache-2.0

package import Catalog

extension Dialect {
  /// Ids of the actions of the first switch that the chart ever had.
  package var firstSwitchedOn: [String] {
    switches.first.map { toggle in
      toggle.effects.first { $0.versions.from == nil }?.actions ?? []
    } ?? []
  }

  /// The oldest version on record whose values switch all of these on; `nil` where none does.
  package func firstVersion(switchingOn actions: [Action], in catalog: Catalog) -> ChartVersion? {
    recordedVersions.first { version in
      DialectVersion(dialect: self, chart: version).values(for: actions, in: catalog)
        .unreachable.isEmpty
    }
  }
}

extension DialectVersion {
  /// The dialect at the version of its chart, which is that known to have shipped an agent where
  /// nobody named one.
  package func shipping(_ agent: AgentVersion) -> DialectVersion {
    guard chart == nil else { return self }
    return DialectVersion(dialect: dialect, chart: dialect.chartVersion(shipping: agent))
  }
}
