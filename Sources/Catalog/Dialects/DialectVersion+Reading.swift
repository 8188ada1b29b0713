// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
package import YAMLSyntax

extension DialectVersion {
  /// What a values file switches on over the chart's defaults.
  ///
  /// Without a chart version, every version that fits the file's keys is asked, and what they
  /// disagree on is undetermined.
  ///
  /// - Parameter values: the file's root; `nil` for the defaults alone.
  package func actions(switchedOnBy values: YAMLNode?, in catalog: Catalog) -> SwitchedActions {
    actions(switchedOnBy: values.map { ValuesTree($0) }, in: catalog)
  }

  /// As above, for the values of one file or of several.
  package func actions(switchedOnBy values: ValuesTree?, in catalog: Catalog) -> SwitchedActions {
    let root = values.map(ownPart)
    if let root, let error = foreign(root, catalog) {
      return SwitchedActions(
        on: [], off: [], undetermined: [], diagnostics: [error],
        isOfAnotherChart: root.kind == .mapping, agentVersion: agentVersion)
    }
    let file = ValuesFile(root, for: dialect)
    let charts = fittingCharts(root)
    let states = states(in: charts, file.setting)
    let diagnostics = root.flatMap { root in
      charts.last.map { ValuesCheck(dialect, $0).diagnostics(for: root) }
    }
    return result(states, catalog, diagnostics ?? [])
  }

  /// What settings turn on in several versions of the chart; what they disagree on is unknown.
  func states(
    in charts: [ChartVersion], _ setting: (Switch) -> Setting
  ) -> [String: Certainty] {
    var states: [String: Certainty] = [:]
    for (place, chart) in charts.enumerated() {
      let now = dialect.evaluate(in: chart, setting)
      guard place > 0 else {
        states = now
        continue
      }
      for id in Set(states.keys).union(now.keys) {
        let before = states[id] ?? .off
        let after = now[id] ?? .off
        if before != after {
          states[id] = .unknown(
            "it depends on the version of the chart; write \(dialect.name)@VERSION")
        }
      }
    }
    return states
  }

  func result(
    _ states: [String: Certainty], _ catalog: Catalog, _ diagnostics: [Diagnostic]
  ) -> SwitchedActions {
    var result = SwitchedActions(
      on: [], off: [], always: dialect.unswitched(in: writtenChart), undetermined: [],
      diagnostics: diagnostics, agentVersion: agentVersion)
    for id in catalog.entries.map(\.id) {
      switch states[id] ?? .off {
      case .on: result.on.append(id)
      case .off: result.off.append(id)
      case .unknown(let reason):
        result.undetermined.append(SwitchedActions.Undetermined(id: id, reason: reason))
      }
    }
    return result
  }

  /// The chart's part of the values of a chart that has it as a dependency, or the whole file.
  private func ownPart(of root: ValuesTree) -> ValuesTree {
    guard let part = root[dialect.name], part.kind == .mapping,
      !dialect.marks.contains(where: { root[$0] != nil })
    else { return root }
    return part
  }

  /// An error if the file is for another chart.
  private func foreign(_ root: ValuesTree, _ catalog: Catalog) -> Diagnostic? {
    guard root.kind == .mapping else {
      return root.isNull
        ? nil
        : Diagnostic(
          .error, "values-not-a-mapping", "a values file must be a mapping", at: root.range)
    }
    let keys = root.entries.map { $0.key.text ?? "" }
    let marks = keys.filter(dialect.marks.contains)
    let other = catalog.dialects.first { other in
      other.name != dialect.name
        && keys.contains { other.marks.contains($0) && !dialect.marks.contains($0) }
        && !marks.contains { !other.marks.contains($0) }
    }
    if let other {
      return Diagnostic(
        .error, "values-of-another-chart",
        "these are values of chart \(other.name), not of \(dialect.name)", at: root.range,
        remedy: "give --dialect \(other.name)")
    }
    guard marks.isEmpty, !keys.isEmpty else { return nil }
    let known = Set(
      (dialect.switches.map(\.key) + dialect.keys).map { String($0.prefix { $0 != "." }) })
    guard !keys.allSatisfy({ known.contains($0) || $0 == "global" }) else { return nil }
    return Diagnostic(
      .error, "values-of-another-chart",
      "these are no values of chart \(dialect.name): none of "
        + "\(dialect.marks.map { "'\($0)'" }.joined(separator: ", ")) is there",
      at: root.range)
  }

  /// The chart versions to ask: the one that was named, or those with the fewest misfits.
  private func fittingCharts(_ root: ValuesTree?) -> [ChartVersion] {
    if isTold { return candidates }
    if let chart { return [chart] }
    guard let root else { return dialect.breakpoints }
    let misfits = dialect.breakpoints.map { chart in
      (chart, ValuesCheck(dialect, chart).diagnostics(for: root).count)
    }
    let least = misfits.map(\.1).min()
    return misfits.filter { $0.1 == least }.map(\.0)
  }
}
