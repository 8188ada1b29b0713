// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
package import YAMLSyntax

extension Dialect {
  /// Whether a version of the chart may be one that is on record, or one between: not one that is
  /// older than all, such as the 0.0.0 that a checkout says.
  package func mayKnow(_ chart: ChartVersion) -> Bool {
    recordedVersions.first.map { $0 <= chart } ?? true
  }

  /// The dialect of a chart that says a version and has values of its own.
  ///
  /// Where the version is none on record, or does not have the switches that the values have, those
  /// versions are meant that the values fit best.
  ///
  /// - Parameters:
  ///   - said: `nil` where the chart says none.
  ///   - values: the root of the chart's `values.yaml`; `nil` where it can't be read.
  package func version(said: ChartVersion?, values: YAMLNode?) -> DialectVersion {
    if let said, mayKnow(said), values.map({ fits(said, $0) }) ?? true {
      return DialectVersion(dialect: self, chart: said)
    }
    guard let values, has(switches, values) else {
      return DialectVersion(dialect: self, chart: nil)
    }
    let misfits = breakpoints.map { chart in (chart: chart, misfit: misfit(of: values, in: chart)) }
    let least = misfits.map(\.misfit).min { $0 < $1 }
    let charts = misfits.filter { $0.misfit == least ?? $0.misfit }.map(\.chart)
    return DialectVersion(dialect: self, chart: charts.last, candidates: charts)
  }

  /// Whether values of a chart have any of its switches at all.
  package func isTold(by values: YAMLNode) -> Bool { has(switches, values) }

  /// Whether a version has some of the switches that the values have, if they have any that turns
  /// something on.
  private func fits(_ chart: ChartVersion, _ values: YAMLNode) -> Bool {
    let telling = switches.filter { !$0.effects.allSatisfy(\.actions.isEmpty) }
    return has(telling.filter { $0.versions.contains(chart) }, values) || !has(telling, values)
  }

  private func has(_ switches: [Switch], _ values: YAMLNode) -> Bool {
    switches.contains { toggle in
      values.node(at: toggle.key) != nil
        || toggle.parentMayBeBoolean && toggle.parent.flatMap(values.node) != nil
    }
  }

  /// How badly values fit a version: keys that it does not have, then switches that it has and they
  /// do not.
  private func misfit(of values: YAMLNode, in chart: ChartVersion) -> Misfit {
    Misfit(
      strange: ValuesCheck(self, chart).diagnostics(for: ValuesTree(values)).count,
      lacking: switches.count {
        $0.versions.contains(chart) && values.node(at: $0.key) == nil
      })
  }

  private struct Misfit: Hashable, Comparable {
    var strange: Int
    var lacking: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.strange, left.lacking) < (right.strange, right.lacking)
    }
  }
}

extension DialectVersion {
  /// Whether the version was told from a chart's values, since the chart does not say it.
  package var isTold: Bool { !candidates.isEmpty }

  /// The versions of the chart that are asked, oldest first: one, or those that its values fit.
  var askedCharts: [ChartVersion] { isTold ? candidates : [writtenChart] }

  /// Whether the versions that the chart may be of disagree on which switches there are for the
  /// catalog's actions, or what they turn on.
  package func isAmbiguous(in catalog: Catalog) -> Bool {
    let actions = Set(catalog.actions.map(\.id))
    let meanings = askedCharts.map { chart in
      dialect.switches.map { toggle in
        toggle.effects.compactMap { effect -> [String]? in
          let turnedOn = effect.actions.filter(actions.contains)
          guard toggle.versions.contains(chart), effect.versions.contains(chart),
            !turnedOn.isEmpty
          else { return nil }
          return [effect.with ?? "", effect.unless ?? ""] + turnedOn
        }
      }
    }
    return Set(meanings).count > 1
  }
}
