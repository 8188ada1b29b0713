// SPDX-License-Identifier: Apache-2.0

internal import RBAC

/// A dialect of values at one version of its chart, or at whichever.
package struct DialectVersion: Hashable, Sendable {
  package var dialect: Dialect
  /// `nil` where nobody said which; then only what every version agrees on is certain.
  package var chart: ChartVersion?

  /// Where a chart does not say its version: those that its values fit, oldest first, of which
  /// `chart` is the last.
  package var candidates: [ChartVersion] = []

  package init(dialect: Dialect, chart: ChartVersion?, candidates: [ChartVersion] = []) {
    self.dialect = dialect
    self.chart = chart
    self.candidates = candidates
  }

  /// The chart version to write values for.
  package var writtenChart: ChartVersion { chart ?? dialect.newest }

  /// The agent that the chart ships, or an older one where that is not on record; `nil` without a
  /// chart version, or where that may be one of several that ship different ones.
  package var agentVersion: AgentVersion? {
    let agents = (isTold ? candidates : [chart].compactMap(\.self)).map(dialect.agentVersion)
    return Set(agents).count == 1 ? agents[0] : nil
  }

  /// The switches of that version, in the catalog's order.
  package var switches: [Switch] {
    dialect.switches.filter { $0.versions.contains(writtenChart) }
  }
}

extension DialectVersion {
  /// The switches on which it depends which of the catalog's actions are on: those that turn some
  /// on, and those that such a one asks; in the catalog's order.
  package func actionSwitches(in catalog: Catalog) -> [Switch] {
    let actions = Set(catalog.actions.map(\.id))
    var keys: Set<String> = []
    for toggle in switches {
      for effect in toggle.effects
      where effect.versions.contains(writtenChart) && !actions.isDisjoint(with: effect.actions) {
        keys.formUnion([toggle.key] + [effect.with, effect.unless].compactMap(\.self))
      }
    }
    return switches.filter { keys.contains($0.key) }
  }

  /// The other switches: what the agent reads depends on them, or nothing that the catalog knows;
  /// in its order.
  package func readSwitches(in catalog: Catalog) -> [Switch] {
    let keys = Set(actionSwitches(in: catalog).map(\.key))
    return switches.filter { !keys.contains($0.key) }
  }
}

extension DialectVersion: CustomStringConvertible {
  /// `k8s-watcher@0.11.20`, as it is written on the command line.
  package var description: String { dialect.name + (chart.map { "@\($0)" } ?? "") }
}

extension Catalog {
  /// The dialect that `NAME` or `NAME@CHART_VERSION` names.
  package func dialect(_ word: String) throws(SelectionError) -> DialectVersion {
    let parts = word.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? word
    guard let dialect = dialects.first(where: { $0.name == name }) else {
      throw .unknownDialect(
        word: name,
        suggestion: Suggestion.nearest(to: name, among: dialects.map(\.name), within: .misreading))
    }
    guard parts.count == 2 else { return DialectVersion(dialect: dialect, chart: nil) }
    guard let chart = ChartVersion(String(parts[1])) else {
      throw .badChartVersion(String(parts[1]))
    }
    guard dialect.mayKnow(chart) else {
      throw .chartTooOld(
        chart, name: name, oldest: dialect.recordedVersions.first ?? dialect.newest)
    }
    return DialectVersion(dialect: dialect, chart: chart)
  }

  /// The dialect of the chart that a label `helm.sh/chart` such as `k8s-watcher-1.18.17` names.
  /// Where the names of several charts begin the label, it is the one with the longest name;
  /// without its version where that is no version.
  package func dialect(ofLabel label: String) -> DialectVersion? {
    let candidates = dialects.filter { label.hasPrefix($0.name + "-") }
    guard let dialect = candidates.max(by: { $0.name.count < $1.name.count }) else { return nil }
    let version = ChartVersion(String(label.dropFirst(dialect.name.count + 1)))
    // A chart from a checkout says 0.0.0 there, or the like.
    return dialect.version(said: version, values: nil)
  }

  /// The dialect to assume: the catalog's first.
  package var defaultDialect: DialectVersion? {
    dialects.first.map { DialectVersion(dialect: $0, chart: nil) }
  }

  /// The values that switch an action on in that dialect; none for what no value governs, or one
  /// that is known to do nothing.
  package func switches(of action: String, in dialect: DialectVersion) -> [Switch] {
    dialect.switches.filter {
      $0.actions(in: dialect.writtenChart).contains(action)
        && !$0.isIdle(in: dialect.writtenChart)
    }
  }
}
