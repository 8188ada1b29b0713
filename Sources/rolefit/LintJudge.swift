// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Linting
import Manifests
import Reports

/// Lints what a command names, as often as it is asked.
struct LintJudge {
  let command: LintCommand
  let settings: Settings
  let choice: LintOptions.Choice
  let versions: ClosedRange<KubernetesVersion>
  let loader: LintLoader
  /// The agent's actions; `nil` when no set is named.
  private let selected: Selection?
  private var hasTold = false

  /// What one run found.
  struct Report {
    var findings: [Finding]
    var suppressed: Int
    var undetermined: [Diagnostic.Note]
    /// Whether everything could be read.
    var isComplete: Bool

    func outcome(_ choice: LintOptions.Choice) -> Outcome {
      var exits: [Exit] = []
      // A text that cannot be read makes exit 2.
      let counted = findings.filter { $0.rule != MalformedYAML.id }
      if let limit = choice.failOn, counted.contains(where: { $0.severity >= limit }) {
        exits.append(.findings)
      }
      if !isComplete { exits.append(.unjudged) }
      if !undetermined.isEmpty { exits.append(.undetermined) }
      return Outcome(exits: exits)
    }
  }

  init(
    _ command: LintCommand, _ settings: Settings, _ choice: LintOptions.Choice
  ) throws(Failure) {
    self.command = command
    self.settings = settings
    self.choice = choice
    var sources = try command.manifests.sources(command.files, settings)
    guard !sources.isEmpty else {
      throw .usage(
        "there is nothing to lint", remedy: "name manifest files, a folder, -, --chart or --live")
    }
    versions =
      try command.selection.versions.served(by: sources.kubectl, settings)
      .kubernetesRange(settings) ?? APITable.newest...APITable.newest
    selected = try Self.selection(command, settings, sources)
    selected?.report()
    sources.chartValuesFiles = selected?.valuesFiles ?? command.selection.values
    loader = try LintLoader(
      sources, versions: versions, notesWorkloads: selected != nil,
      skipsUnrelated: command.policy.skipUnrelated)
  }

  /// The set that is named, or that a chart's values name; `nil` when there is none.
  private static func selection(
    _ command: LintCommand, _ settings: Settings, _ sources: ManifestSources
  ) throws(Failure) -> Selection? {
    let isNamed = !command.selection.namesNothing(settings)
    guard isNamed || sources.chart != nil else { return nil }
    do {
      return try command.selection.resolve(
        settings, agentNamespace: sources.namespace, chart: sources.chart,
        rendering: sources.helm, toleratesUnsupported: true)
    } catch {
      if !isNamed, error.exit == .usage { return nil }
      // Values that go with a chart are that chart's, which need not be the agent's.
      if sources.chart != nil,
        error.diagnostics.contains(where: { $0.code == "values-of-another-chart" })
      {
        return nil
      }
      throw error
    }
  }

  mutating func report(changed: [String: [UInt8]] = [:]) throws(Failure) -> Report {
    let input = try loader.input(changed: changed)
    var run = LintRun(choice.selection)
    var problems: [Diagnostic] = []
    var undetermined: [Diagnostic.Note] =
      selected?.undetermined.map {
        Diagnostic.Note("\($0.id): \($0.reason)")
      } ?? []
    undetermined += loader.unread.map(\.note)
    for minor in versions.lowerBound.minor...versions.upperBound.minor {
      let version = KubernetesVersion(minor: minor)
      let manifests = input.manifests(for: version)
      problems = manifests.diagnostics.filter { Self.unreadable.contains($0.code) }
      let table = try command.world.table(version, settings).adding(input.declared)
      let defaults = command.world.defaults(version, settings)
      let contract = try contract(manifests, table, defaults)
      undetermined += contract?.verification.undetermined ?? []
      run.judge(LintContext(manifests, table: table, defaults: defaults, contract: contract))
    }
    let result = run.result(
      of: input, today: CalendarDay(secondsSince1970: Clock.secondsSince1970))
    tell(input, problems)
    let isComplete =
      input.failures.isEmpty && !problems.contains { $0.severity == .error }
    let unfounded = Set(loader.unread.flatMap(\.undecided))
    return Report(
      findings: result.findings.filter { !unfounded.contains($0.rule) }.map(loader.placed),
      suppressed: result.suppressed,
      undetermined: undetermined.reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      isComplete: isComplete)
  }

  /// Diagnostics of texts that cannot be judged, rather than of objects.
  private static let unreadable: Set<Diagnostic.Code> = [
    "not-a-manifest", "too-many-combinations", "values-file",
  ]

  /// Says on stderr what could not be read, once.
  private mutating func tell(_ input: LintInput, _ problems: [Diagnostic]) {
    guard !hasTold else { return }
    hasTold = true
    Console.tell(input.failures + problems)
    let charts = Dictionary(grouping: input.templates) { LintLoader.chart(ofTemplate: $0) ?? "." }
    for (chart, files) in charts.sorted(by: { $0.key < $1.key }) {
      let words = files.count == 1 ? "1 template" : "\(files.count) templates"
      let verb = files.count == 1 ? "was" : "were"
      let folder = ShellText.word(chart)
      Console.writeError(
        "rolefit: \(words) of the chart \(folder) \(verb) left out: lint it with --chart \(folder)\n"
      )
    }
  }

  private func contract(
    _ manifests: ManifestSet, _ table: APITable, _ defaults: DefaultObjects
  ) throws(Failure) -> LintContract? {
    guard let selected else { return nil }
    var context = selected.context
    context.kubernetes = table.version
    let named = try settings.account(command.serviceAccount)
    guard !manifests.roles.isEmpty || !manifests.bindings.isEmpty else { return nil }
    let account = try AccountChoice(selected.catalog, loader.sources).account(named, in: manifests)
    if loader.sources.chart != nil, let account { context.agentNamespace = account.namespace }
    let access = AgentAccess(
      of: account, in: manifests, defaults: defaults,
      closedWorld: command.world.isClosed(settings))
    // Only values say of every action whether it is on.
    let ids = Set(selected.entries.map(\.id) + selected.undetermined.map(\.id))
    let isSwitched = selected.source != "--actions"
    let off = selected.catalog.actions.filter { action in
      isSwitched && !ids.contains(action.id) && action.isBounded
        && action.isSupported(by: context.agentVersion)
    }
    return LintContract(
      catalog: selected.catalog, on: selected.entries, off: off, context: context, access: access,
      table: table, source: selected.source)
  }
}
