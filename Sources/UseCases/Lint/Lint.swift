// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
package import Diagnostics
import KubernetesAPI
import Linting
import Manifests
package import YAMLSyntax

/// Lints what a request names, as often as it is asked.
package struct Lint {
  let request: LintRequest
  private let versions: ClosedRange<KubernetesVersion>
  private let loader: LintLoader
  /// The agent's actions; `nil` where no set is named.
  private let set: ResolvedSet?

  /// What one run found.
  package struct Report: Sendable {
    package var findings: [Finding]
    /// What comments and annotations silence.
    var silenced: Set<Finding> = []
    package var suppressed: Int { silenced.count }
    package var undetermined: [Diagnostic.Note]
    /// Whether everything could be read.
    package var isComplete: Bool
    /// Whether any Kubernetes object was read.
    package var hasObjects = true
    /// What could not be read.
    var unreadable: [Diagnostic] = []
    /// Files of charts that only Helm can read.
    var templates: [String] = []
    /// What was left out besides: sentences.
    var leftOut: [String] = []

    /// Whether all that was named could be judged.
    ///
    /// - Parameter requiresObjects: whether a run that met no Kubernetes object could not judge.
    package func isJudged(requiresObjects: Bool = false) -> Bool {
      isComplete && (hasObjects || !requiresObjects)
    }

    /// All exit statuses that apply.
    ///
    /// - Parameter requiresObjects: as in `isJudged(requiresObjects:)`.
    package func exits(_ choice: LintChoice, requiresObjects: Bool = false) -> [Exit] {
      var exits: [Exit] = []
      // A text that cannot be read makes exit 2.
      let counted = findings.filter { $0.rule != MalformedYAML.id }
      if let limit = choice.failOn, counted.contains(where: { $0.severity >= limit }) {
        exits.append(.findings)
      }
      if !isJudged(requiresObjects: requiresObjects) { exits.append(.unjudged) }
      if !undetermined.isEmpty { exits.append(.undetermined) }
      return exits
    }
  }

  /// Reads what can be read only once: standard input, a chart's output, a cluster's objects.
  package init(_ request: LintRequest) throws(Failure) {
    self.request = request
    let resolver = request.resolver
    let server = try resolver.serverVersion(request.sources.kubectl)
    versions = try resolver.kubernetesRange(server: server).value
    let wantsSet = request.set.namesActions || request.sources.installation != nil
    // Without a chart, a wrong command line is refused before anything is read.
    var early: ResolvedSet?
    if wantsSet, request.sources.installation == nil {
      early = try LintSet(request).resolved(rendered: nil, versions)
    }
    loader = try LintLoader(
      request.sources, versions: versions, notesWorkloads: wantsSet,
      skipsUnrelated: request.skipsUnrelated, isStrict: request.isStrict, request.outside)
    if wantsSet, early == nil, let rendered = loader.chartOutput {
      early = try LintSet(request).resolved(rendered: rendered, versions)
    }
    set = early
    set?.report(to: request.outside)
  }

  /// The texts that can't be read a second time.
  package var kept: [SourceText] { loader.kept }

  /// Lints everything and shows what could not be read.
  package func run() throws(Failure) -> Report {
    let report = try report()
    // What is a finding is in the report.
    let found = Set(report.findings.map { FoundPlace(range: $0.range, message: $0.message) })
    request.outside.show(
      report.unreadable.filter { !found.contains(FoundPlace(range: $0.range, message: $0.message)) }
    )
    request.outside.remark(LintLoader.remarks(on: report.templates) + report.leftOut)
    if !report.hasObjects {
      request.outside.remark(
        "no Kubernetes objects in \(request.sources.title): nothing was judged")
    }
    return report
  }

  /// As `run()`, without showing what could not be read.
  ///
  /// - Parameter changed: the contents of files that are not yet written, by their paths.
  package func report(changed: [String: [UInt8]] = [:]) throws(Failure) -> Report {
    let read = try loader.inputs(changed: changed)
    var merger = ReportMerger()
    for input in read.inputs { merger.add(try report(of: input), input) }
    var report = merger.report
    report.unreadable += read.failures
    report.leftOut = read.remarks
    if !read.failures.isEmpty {
      report.isComplete = false
      report.hasObjects = true
    }
    return report
  }

  private func report(of input: LintInput) throws(Failure) -> Report {
    var run = LintRun(request.choice.selection)
    var problems: [Diagnostic] = []
    var hasObjects = !loader.unread.isEmpty || !input.templates.isEmpty
    var undetermined: [Diagnostic.Note] =
      set?.selection.undetermined.map { Diagnostic.Note("\($0.id): \($0.reason)") } ?? []
    undetermined += loader.unread.map(\.note)
    for minor in versions.lowerBound.minor...versions.upperBound.minor {
      let version = KubernetesVersion(minor: minor)
      let manifests = input.manifests(for: version)
      hasObjects =
        hasObjects || manifests.hasObjects || manifests.otherObjects > 0 || manifests.isStored
      problems = manifests.diagnostics.filter { Self.unreadable.contains($0.code) }
      let table = request.world.table(version).adding(input.declared)
      let defaults = request.world.defaults(version)
      let contract = try contract(manifests, table, defaults)
      undetermined += contract?.verification.undetermined ?? []
      undetermined += manifests.foreign
      run.judge(LintContext(manifests, table: table, defaults: defaults, contract: contract))
    }
    let result = run.result(
      of: input,
      today: CalendarDay(secondsSince1970: request.outside.secondsSince1970()))
    let unfounded = Set(loader.unread.flatMap(\.undecided))
    return Report(
      findings: result.findings.filter { !unfounded.contains($0.rule) }.map(loader.placed),
      silenced: Set(result.silenced), undetermined: undetermined,
      isComplete: input.failures.isEmpty && !problems.contains { $0.severity == .error },
      hasObjects: hasObjects || !input.failures.isEmpty || !problems.isEmpty,
      unreadable: input.failures + problems, templates: input.templates)
  }

  private struct FoundPlace: Hashable {
    var range: SourceRange?
    var message: String
  }

  /// Diagnostics of texts that cannot be judged, rather than of objects.
  private static let unreadable: Set<Diagnostic.Code> = [
    "not-a-manifest", "too-many-combinations", "values-file",
  ]

  private func contract(
    _ manifests: ManifestSet, _ table: APITable, _ defaults: DefaultObjects
  ) throws(Failure) -> LintContract? {
    guard let set, !manifests.roles.isEmpty || !manifests.bindings.isEmpty else { return nil }
    let selection = set.selection
    let installation = request.sources.installation
    var context = selection.context
    context.kubernetes = table.version
    let account = try AccountChoice(
      request.account, of: selection.catalog, installation: installation
    ).account(in: manifests, request.outside)
    if installation != nil, let account { context.agentNamespace = account.namespace }
    let access = AgentAccess(
      of: account, in: manifests, defaults: defaults, closedWorld: request.world.isClosed)
    let ids = Set(
      (selection.entries + selection.unsupported).map(\.id)
        + selection.undetermined.map(\.id))
    let off = selection.catalog.actions.filter { action in
      set.source.saysWhatIsOff && !ids.contains(action.id) && action.isBounded
        && action.isSupported(by: context.agentVersion)
    }
    return LintContract(
      catalog: selection.catalog, on: selection.entries, off: off, context: context,
      access: access, table: table, source: set.source.description)
  }
}
