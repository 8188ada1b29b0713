// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
import Reports
import YAMLSyntax

/// Checks that what is granted is what the agent needs.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that roles grant what the agent's actions need, and no more",
    discussion: """
      Example:
        rolefit verify clusterrole.yaml --actions scale:deployment,delete:pod
        rolefit verify --chart ./k8s-watcher --values values.yaml --fail-on missing,excess
        rolefit verify --live
        rolefit verify --contexts 'prod-*'
      """)

  @Argument(help: "Manifest files, folders, or - for standard input")
  var files: [String] = []

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var world: WorldOptions
  @OptionGroup var live: LiveOptions

  @Option(
    help: ArgumentHelp(
      "The agent's account; by default the only one that is bound", valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    help: ArgumentHelp(
      "Exit 1 if any of these actions is possible, by any route", valueName: "set"))
  var forbid: [String] = []

  @Flag(help: "Count an action as granted when another way of doing it is")
  var acceptAlternatives = false

  @Option(
    help: ArgumentHelp(
      "What makes exit 1: missing (default), excess, inert, undetermined, unsupported, any, none",
      valueName: "findings"))
  var failOn: [String] = []

  @Flag(
    help: "Judge the chart in every combination of its action switches (pairs beyond ten)")
  var matrix = false

  func run() throws {
    let settings = try Settings(config: selection.versions.config)
    if matrix {
      try judgeMatrix(settings).finish()
      return
    }
    if !live.contexts.isEmpty {
      try verifyContexts(settings)
      return
    }
    let namesNothing = files.isEmpty && manifests.namesNothing && selection.namesNothing
    let collected = VerifyReports(reports, hasTargets: namesNothing && !settings.targets.isEmpty)
    guard namesNothing, !settings.targets.isEmpty else {
      let outcome = try verify(settings, into: collected)
      try collected.finish()
      try outcome.finish()
      return
    }
    var outcomes: [(String, Outcome)] = []
    for target in settings.targets {
      Console.writeError("rolefit: target \(target.name)\n")
      do throws(Failure) {
        let scoped = settings.scoped(to: target)
        let outcome = try verify(scoped, target: target.name, into: collected)
        outcomes.append((target.name, outcome))
      } catch {
        Console.tell(error.diagnostics)
        collected.add(failed: target.name, error)
        outcomes.append((target.name, Outcome(exits: [error.exit])))
      }
    }
    try collected.finish()
    let failed = outcomes.filter { $0.1.exit != .success }.map(\.0)
    Console.writeError(
      failed.isEmpty
        ? "rolefit: all \(outcomes.count) targets pass\n"
        : "rolefit: failed: \(failed.joined(separator: ", "))\n")
    try Outcome(exits: outcomes.flatMap(\.1.exits)).finish()
  }

  /// Verifies one set of manifests against one set of actions, and reports.
  private func verify(
    _ settings: Settings, target: String? = nil, into collected: VerifyReports
  ) throws(Failure) -> Outcome {
    var sources = try manifests.sources(files, settings)
    guard !sources.isEmpty else {
      throw .usage(
        "there is nothing to verify", remedy: "name manifest files, a folder, -, --chart or --live")
    }
    let findings = try conditions(settings)
    let account = try settings.account(serviceAccount)
    if let kubectl = sources.kubectl, sources.isClusterAlone {
      return try verify(kubectl, settings, target: target, failing: findings, into: collected)
    }
    var selected = try selection.resolve(
      settings, agentNamespace: account?.namespace ?? sources.namespace,
      chart: sources.chart, rendering: sources.helm, toleratesUnsupported: true)
    sources.chartValuesFiles = selected.valuesFiles
    let kubernetes = selected.context.kubernetes
    let set = try sources.read(kubernetesMinor: kubernetes.minor)
    if let helm = sources.helm, !selection.versions.namesAgent(settings) {
      try assumeAgent(of: helm, rendered: set, settings, in: &selected)
    }
    selected.report()
    if set.isIncomplete { throw .unjudged(set.diagnostics) }
    Console.tell(set.diagnostics)

    let table = try world.table(kubernetes, settings)
    let judged = try AccountChoice(selected.catalog, sources).account(account, in: set)
    if sources.chart != nil, let judged { selected.context.agentNamespace = judged.namespace }
    let access = AgentAccess(
      of: judged, in: set,
      defaults: set.isStored ? DefaultObjects() : world.defaults(kubernetes, settings),
      closedWorld: world.isClosed(settings) || (set.isStored && set.unread.isEmpty))
    let verification = try selected.verification(
      of: access, table: table,
      acceptsAlternatives: acceptAlternatives || settings.flag("accept-alternatives"),
      forbidding: forbid.ifEmpty(settings.values("forbid")))
    try collected.add(
      verification, target: target, failing: findings, access: access,
      diagnostics: set.diagnostics)
    return Outcome(verification, failOn: findings, hasErrors: set.hasErrors)
  }

  /// Takes the set again for the agent that the chart installs, where it says which.
  private func assumeAgent(
    of helm: Helm, rendered set: ManifestSet, _ settings: Settings, in selected: inout Selection
  ) throws(Failure) {
    let catalog = selected.catalog
    let dialect = try selection.dialect(of: ChartDetails(helm), in: catalog, settings)
    guard let agent = ChartAgent(rendered: set, of: dialect, in: catalog) else { return }
    var selection = selection
    selection.versions.agentVersion = agent.version.description
    selected = try selection.resolve(
      settings, agentNamespace: selected.context.agentNamespace, catalog: catalog,
      rendering: helm, toleratesUnsupported: true)
    selected.assumptions.append(agent.title)
  }

  /// What makes exit 1.
  func conditions(_ settings: Settings) throws(Failure) -> Set<VerifyCondition> {
    try VerifyCondition.set(failOn.ifEmpty(settings.values("fail-on")).ifEmpty(["missing"]))
  }
}

/// How a run ends, from everything that it found.
struct Outcome {
  private(set) var exits: [Exit]

  init(exits: [Exit]) { self.exits = exits }

  init(_ verification: Verification, failOn findings: Set<VerifyCondition>, hasErrors: Bool) {
    let verdicts = Set(verification.actions.map(\.verdict))
    var found: Set<VerifyCondition> = []
    if verdicts.contains(.missing) { found.insert(.missing) }
    if verdicts.contains(.unsupported) { found.insert(.unsupported) }
    if verification.verdict == .undetermined { found.insert(.undetermined) }
    if !verification.excess.isEmpty { found.insert(.excess) }
    if !verification.inert.isEmpty { found.insert(.inert) }
    exits = []
    if !found.isDisjoint(with: findings) || !verification.forbidden.isEmpty {
      exits.append(.findings)
    }
    if hasErrors { exits.append(.unjudged) }
    if found.contains(.undetermined) { exits.append(.undetermined) }
  }

  /// Where several apply: 1, then 2, then 3.
  var exit: Exit { exits.min { $0.rawValue < $1.rawValue } ?? .success }

  func finish() throws {
    if exit != .success { throw exit }
  }
}

extension Array {
  func ifEmpty(_ other: [Element]) -> [Element] { isEmpty ? other : self }
}
