// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Generating
import Manifests
import Tools
import YAMLSyntax

/// The upgrade itself, as helm takes it.
struct UpgradeCommands {
  /// The chart to come, as helm is to find it.
  var chart: String?
  /// The release's name; the chart's usual one where nobody chose one.
  var release: String?
  var settings: [HelmSetting]
  /// The version to come; where it stays, the one that is installed.
  var version: String?
  var namespace: String
  /// Flags that name the cluster.
  var clusterFlags: [String]
  var valuesFiles: [String]
  /// Whether the release has that version of the chart already.
  var keepsChart: Bool
  /// Whether helm has `--reset-then-reuse-values`.
  var canReset: Bool

  /// The commands, and what they leave out.
  func steps(
    for readiness: Readiness, to state: ReadinessJudge.State, in catalog: Catalog
  ) -> (steps: [Readiness.Step], notes: [Diagnostic.Note]) {
    var notes: [Diagnostic.Note] = []
    guard let dialect = state.dialect, dialect.chart != nil || chart != nil else {
      if !readiness.switchedOn.isEmpty || !readiness.switchedOff.isEmpty {
        notes.append(
          Diagnostic.Note(
            "the values to set depend on the chart's version: --to-chart VERSION, or --dialect "
              + "NAME@VERSION for the one that is installed, adds the helm command"))
      }
      return ([], notes)
    }
    let usual = dialect.dialect.installation
    guard let chart = chart ?? dialect.dialect.reference else {
      notes.append(
        Diagnostic.Note(
          "the catalog does not say where the chart \(dialect.dialect.name) is: --chart adds the "
            + "helm command"))
      return ([], notes)
    }
    let release = release ?? usual?.release ?? catalog.agent.name
    var words = ["helm", "upgrade", "--install", release, chart]
    words += ["--namespace", namespace] + clusterFlags
    if let version { words += ["--version", version] }
    var preparation: String?
    if valuesFiles.isEmpty {
      let kept = KeptValues(release: release, keepsChart: keepsChart, canReset: canReset)
      words += kept.flags
      preparation = kept.preparation(release: release, namespace: namespace, clusterFlags)
    }
    for file in valuesFiles { words += ["--values", file] }
    words += HelmSetting.arguments(settings)
    let values = dialect.values(for: state.actions.filter { !$0.isCapability }, in: catalog)
    let wanted = Set(readiness.switchedOn + readiness.switchedOff)
    for (key, value) in Self.leaves(values.values) {
      // With the user's own values, only what is to change is set.
      let governed = dialect.switches.first { $0.key == key }?.effects.flatMap(\.actions) ?? []
      guard valuesFiles.isEmpty || !wanted.isDisjoint(with: governed) else { continue }
      words += ["--set", "\(key)=\(value)"]
    }
    if !values.unreachable.isEmpty {
      notes.append(
        Diagnostic.Note(
          "no value of \(dialect) switches on \(values.unreachable.joined(separator: ", "))"))
    }
    notes += values.idle.map { Diagnostic.Note($0.idleNote(in: dialect)) }
    if !values.extra.isEmpty {
      notes.append(
        Diagnostic.Note(
          "the values of \(dialect) switch on more than was asked for: "
            + values.extra.joined(separator: ", ")))
    }
    let title = "upgrade the release '\(release)'" + (version.map { " to \($0)" } ?? "")
    let upgrade = Readiness.Step(title, command: ShellText.command(words))
    let saving = preparation.map {
      Readiness.Step("save what the release '\(release)' was set to", command: $0)
    }
    return ([saving, upgrade].compactMap(\.self), notes)
  }

  /// Dotted paths of what is neither a mapping nor empty, in their order.
  private static func leaves(_ value: YAMLValue, at path: [String] = []) -> [(String, String)] {
    switch value {
    case .mapping(let entries): entries.flatMap { leaves($0.value, at: path + [$0.key]) }
    case .bool(let bool): [(path.joined(separator: "."), bool ? "true" : "false")]
    default: []
    }
  }
}
