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

/// Says whether an upgrade would find the rights that it needs, and what to do before.
struct ReadyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ready",
    abstract: "Say whether an upgrade would work, and what to do before it",
    discussion: """
      The manifests named, or the cluster with --live, are what stands now. What the upgrade will
      apply is given with --new, or with --chart; without either, only what stands is judged.

      Example:
        rolefit ready --live --to-agent 0.1.173 --enable exec:pod
        rolefit ready rbac.yaml --actions basic --to-kube 1.31 --as jane
        rolefit ready old.yaml --new new.yaml --values values.yaml \\
          --dialect k8s-watcher@0.11.20 --to-chart 1.18.17

      Exit codes: 0 ready, 1 not ready, 2 could not be judged, 3 can't tell.
      """)

  @Argument(help: "The manifests that stand now: files, folders, or - for standard input")
  var files: [String] = []

  @OptionGroup var upgrade: UpgradeOptions
  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var world: WorldOptions

  @Option(
    help: ArgumentHelp(
      "The agent's account; by default the only one that is bound", valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Who is to take the steps: a user's name, or system:serviceaccount:NAMESPACE:NAME; with "
        + "--live you, unless named",
      valueName: "subject"))
  var subject: String?

  @Option(
    name: .customLong("as-group"), help: ArgumentHelp("A group of --as", valueName: "group"))
  var groups: [String] = []

  func run() throws {
    let settings = try Settings(config: selection.versions.config)
    let (readiness, hasErrors) = try judged(settings)
    try reports.write { format, style in
      switch format {
      case .text: ReadinessText(readiness, style: style).text
      case .json: JSONEmitter.document(ReadinessJSON.value(readiness))
      case .markdown: ReadinessMarkdown(readiness).text
      default:
        FindingReport(
          command: "ready", version: Version.rolefit, rules: ReadinessFindings.rules,
          findings: ReadinessFindings.findings(readiness), undetermined: readiness.undetermined
        ).rendered(as: format)
      }
    }
    var exits: [Exit] = []
    if readiness.verdict == .notReady { exits.append(.findings) }
    if hasErrors { exits.append(.unjudged) }
    if readiness.verdict == .undetermined { exits.append(.undetermined) }
    try Outcome(exits: exits).finish()
  }

  private func judged(_ settings: Settings) throws(Failure) -> (Readiness, hasErrors: Bool) {
    var sources = try manifests.sources(files, settings)
    let chart = sources.chart
    sources.chart = nil
    guard !sources.isEmpty else {
      throw .usage(
        "what stands now?", remedy: "name its manifests, or the cluster with --live or --context")
    }
    let named = try settings.account(serviceAccount)
    let found = try installed(named, sources, chart, settings)
    let installed = found.state
    var states = try UpgradeStates(
      selection, upgrade, world, installed: installed, chart: chart, settings)
    if !states.assumptions.isEmpty {
      Console.writeError(
        "rolefit: assuming \(states.assumptions.joined(separator: " and "))\n")
    }
    let old = try sources.read(kubernetesMinor: states.from.context.kubernetes.minor).judgeable()
    let new = try newManifests(sources, chart, states)
    var account = found.account
    if account == nil {
      account = try AccountChoice(states.catalog, sources).account(named, in: old)
    }
    let now = access(account, old, states.from, settings)
    if states.isSetOpen {
      if let set = found.set {
        let actions = states.catalog.actions.filter { set.actions.contains($0.id) }
        try states.take(actions, from: set.source)
      } else {
        let allowed = ReadinessJudge.allowedActions(
          of: states.catalog, in: states.from.context, by: now)
        try states.take(allowed, from: "what the grants allow now")
      }
    }
    let after = new.map { old.overlaid(by: $0) } ?? old
    let kubectl = kubectlWords(sources)
    let judge = ReadinessJudge(catalog: states.catalog, from: states.from, to: states.to)
    var (readiness, questions) = judge.judge(
      now: now, later: access(account, after, states.to, settings),
      roleRefs: new.map { RoleRefConflict.all(from: old, to: $0) } ?? [], source: states.source,
      options: GrantPlan.Options(
        kubectl: ["kubectl"] + kubectl, agent: states.catalog.agent.name,
        assumedAccount: assumedAccount(states, named), rolesAreRewritten: new != nil))
    let commands = UpgradeCommands(
      chart: chart, version: upgrade.chartVersion ?? states.to.dialect?.chart?.description,
      release: sources.chartRelease,
      namespace: (account ?? assumedAccount(states, named))?.namespace ?? "default",
      clusterFlags: helmWords(sources), valuesFiles: states.valuesFiles,
      settings: sources.chartSettings)
    let (steps, notes) = commands.steps(for: readiness, to: states.to, in: states.catalog)
    readiness.upgrade = steps
    readiness.notes += notes
    if new == nil, upgrade.toChart != nil {
      readiness.notes.append(
        Diagnostic.Note(
          "whether the chart's bindings can be changed was not checked: give what it renders with "
            + "--chart, or with --new"))
    }
    if upgrade.toChart != nil, states.from.dialect?.chart == nil {
      readiness.notes.append(
        Diagnostic.Note(
          "what becomes of the values was not checked: name the chart that is installed with "
            + "--dialect NAME@VERSION"))
    }
    readiness.notes += found.notes
    try answer(questions, for: &readiness, now: now, sources.kubectl)
    return (readiness, old.hasErrors || new?.hasErrors ?? false)
  }

  /// What `--new` and `--chart` name; `nil` when neither does.
  private func newManifests(
    _ sources: ManifestSources, _ chart: String?, _ states: UpgradeStates
  ) throws(Failure) -> ManifestSet? {
    var new = sources
    new.kubectl = nil
    new.files = upgrade.newFiles
    new.chart = chart
    new.chartVersion = sources.chartVersion ?? upgrade.chartVersion
    new.chartValuesFiles = states.valuesFiles
    guard !new.isEmpty else { return nil }
    return try new.read(kubernetesMinor: states.to.context.kubernetes.minor).judgeable()
  }

  private func access(
    _ account: ManifestSet.ServiceAccountName?, _ set: ManifestSet,
    _ state: ReadinessJudge.State, _ settings: Settings
  ) -> AgentAccess {
    AgentAccess(
      of: account, in: set,
      defaults: set.isStored
        ? DefaultObjects() : world.defaults(state.context.kubernetes, settings),
      closedWorld: set.isStored || world.isClosed(settings))
  }

  private func assumedAccount(
    _ states: UpgradeStates, _ named: ManifestSet.ServiceAccountName?
  ) -> ManifestSet.ServiceAccountName? {
    if let named { return named }
    guard let namespace = states.to.context.agentNamespace,
      let name = states.catalog.agent.serviceAccount
    else { return nil }
    return ManifestSet.ServiceAccountName(namespace: namespace, name: name)
  }

  /// Says who may take the steps: whom --as names by what stands, else you by what the cluster says.
  private func answer(
    _ questions: [OwnRight.Question], for readiness: inout Readiness, now: AgentAccess,
    _ kubectl: Kubectl?
  ) throws(Failure) {
    if let subject {
      readiness.granter = subject
      readiness.rights = OwnRight.answers(
        to: questions, for: User.impersonated(subject, groups: groups), in: now.policy)
    } else if let kubectl {
      readiness.granter = "you"
      readiness.rights = try Cluster(kubectl: kubectl).ownRights(questions)
    }
  }

  /// What the cluster says of the agent: which, where and under which account.
  private func installed(
    _ named: ManifestSet.ServiceAccountName?, _ sources: ManifestSources, _ chart: String?,
    _ settings: Settings
  ) throws(Failure) -> (
    state: UpgradeStates.Installed, account: ManifestSet.ServiceAccountName?,
    set: Cluster.FoundSet?, notes: [Diagnostic.Note]
  ) {
    var state = UpgradeStates.Installed(namespace: named?.namespace ?? sources.namespace)
    guard let kubectl = sources.kubectl else { return (state, nil, nil, []) }
    let cluster = Cluster(kubectl: kubectl)
    state.kubernetes = try cluster.version()
    let catalog = try selection.versions.readCatalog(settings, chart: chart)
    let found = try cluster.agent(catalog, account: named, namespace: sources.namespace)
    state.namespace = found.account.namespace
    state.agent = found.installed?.version
    state.dialect = found.installed?.chart
    var notes = found.notes
    let set = try cluster.set(
      of: found, catalog, agentVersion: state.agent ?? catalog.newestAgentVersion,
      readsRelease: false, &notes)
    return (state, found.account, set, notes)
  }

  /// The flags by which kubectl finds the cluster that was asked.
  private func kubectlWords(_ sources: ManifestSources) -> [String] {
    (sources.kubectl?.kubeconfig.map { ["--kubeconfig", $0] } ?? [])
      + (sources.kubectl?.context.map { ["--context", $0] } ?? [])
  }

  private func helmWords(_ sources: ManifestSources) -> [String] {
    (sources.kubectl?.kubeconfig.map { ["--kubeconfig", $0] } ?? [])
      + (sources.kubectl?.context.map { ["--kube-context", $0] } ?? [])
  }
}
