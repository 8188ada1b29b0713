// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import Tools

/// Judges whether an upgrade would find the rights that it needs, and what to do before.
package struct Ready: Sendable {
  private let request: ReadyRequest

  package struct Result: Sendable {
    package var readiness: Readiness
    /// Whether some of the manifests could not be judged.
    package var hasErrors: Bool

    /// All exit statuses that apply.
    package var exits: [Exit] {
      var exits: [Exit] = []
      if readiness.verdict == .notReady { exits.append(.findings) }
      if hasErrors { exits.append(.unjudged) }
      if readiness.verdict == .undetermined { exits.append(.undetermined) }
      return exits
    }
  }

  package init(_ request: ReadyRequest) { self.request = request }

  /// What the cluster says of the agent.
  private struct Installed {
    var agent: FoundAgent
    var server: KubernetesVersion?
    var set: FoundSet?
    var notes: [Diagnostic.Note]
  }

  package func run() throws(Failure) -> Result {
    let outside = request.outside
    let loader = ManifestLoader(outside)
    let catalog = try request.resolver.catalog(carriedBy: request.installation?.chart)
    let installed = try installed(catalog)
    let states = try UpgradeStates(
      request, catalog, installed: installed?.agent, server: installed?.server)
    outside.assume(states.assumptions)
    let isOpen = request.set.named == nil
    // A wrong command line is refused before anything is read.
    var resolved = try states.resolved(
      found: isOpen ? installed?.set ?? FoundSet(source: .grants, actions: []) : nil)
    outside.show(resolved.newDiagnostics)

    let old = try loader.judgeable(
      request.sources, kubernetesMinor: states.kubernetesNow.value.minor)
    let new = try request.newSources.map { sources throws(Failure) in
      try loader.judgeable(sources, kubernetesMinor: states.kubernetesLater.minor)
    }
    let account: ManifestSet.ServiceAccountName? =
      if let found = installed?.agent.account {
        found
      } else {
        try AccountChoice(request.account, of: catalog).account(in: old, outside)
      }
    if let account, account.namespace.isEmpty {
      throw .undetermined(
        "nothing says in which namespace the account \(account) is",
        remedy: "name it with -n, or the account with --service-account")
    }
    let now = request.world.access(of: account, in: old, states.kubernetesNow.value)
    if isOpen, installed?.set == nil {
      let said = try ManifestSetFinder(
        catalog: catalog, set: old, account: account, agentVersion: states.agentNow
      ).found()
      outside.show(said?.diagnostics ?? [])
      let allowed = ReadinessJudge.allowedActions(of: catalog, in: resolved.from.context, by: now)
      resolved = try states.resolved(
        found: said ?? FoundSet(source: .grants, actions: allowed.map(\.id)))
    }
    let upgrade = Upgrade(
      old: old, new: new, account: account, states: states, resolved: resolved,
      release: installed?.agent.installed?.release)
    var readiness = try judge(upgrade, now: now, catalog)
    readiness.notes += installed?.notes ?? []
    return Result(readiness: readiness, hasErrors: old.hasErrors || new?.hasErrors ?? false)
  }

  /// What is known before the judgement.
  private struct Upgrade {
    var old: ManifestSet
    var new: ManifestSet?
    var account: ManifestSet.ServiceAccountName?
    var states: UpgradeStates
    var resolved: UpgradeStates.Resolved
    /// The Helm release that installed the agent of a cluster.
    var release: String?
  }

  private func judge(
    _ upgrade: Upgrade, now: AgentAccess, _ catalog: Catalog
  ) throws(Failure) -> Readiness {
    let resolved = upgrade.resolved
    let after = upgrade.new.map { upgrade.old.overlaid(by: $0) } ?? upgrade.old
    let kubectl = request.sources.kubectl
    let judge = ReadinessJudge(catalog: catalog, from: resolved.from, to: resolved.to)
    let later = request.world.access(
      of: upgrade.account, in: after, upgrade.states.kubernetesLater)
    var (readiness, questions) = judge.judge(
      later: later,
      roleRefs: upgrade.new.map { RoleRefConflict.all(from: upgrade.old, to: $0) } ?? [],
      source: resolved.source.description,
      options: GrantPlan.Options(
        kubectl: ["kubectl"] + Self.flags(kubectl, context: "--context"),
        agent: catalog.agent.name, assumedAccount: upgrade.states.assumedAccount,
        rolesAreRewritten: upgrade.new != nil))
    let version =
      request.target.chartVersion ?? upgrade.states.dialectLater?.chart?.description
    let installed = upgrade.states.dialectNow?.chart?.description
    let keepsChart = installed != nil && version == installed
    let commands = UpgradeCommands(
      chart: request.installation?.chart.reference, release: request.release ?? upgrade.release,
      settings: request.settings, version: version,
      namespace: (upgrade.account ?? upgrade.states.assumedAccount)?.namespace ?? "default",
      clusterFlags: Self.flags(kubectl, context: "--kube-context"),
      valuesFiles: request.set.valuesFiles, keepsChart: keepsChart,
      canReset: keepsChart || Helm(request.outside.tools).canResetThenReuse)
    let (steps, notes) = commands.steps(for: readiness, to: resolved.to, in: catalog)
    readiness.upgrade = steps
    readiness.notes += notes + unchecked(upgrade) + unsaidValues(upgrade)
    readiness.opened = Reach.opened(
      from: now, resolved.from.table, to: later, resolved.to.table,
      defaults: request.world.allDefaults(upgrade.states.kubernetesLater))
    readiness.notes += readiness.opened.map {
      Diagnostic.Note("after the upgrade the account \($0.sentence)", at: $0.range)
    }
    if let note = upgrade.states.kubernetesNow.nearestNote { readiness.notes.append(note) }
    readiness.nothingJudged = upgrade.resolved.nothingJudged(readiness, in: catalog)
    readiness.unknownVersions = upgrade.states.unknownVersions
    readiness.undetermined += upgrade.states.unknownVersions
    try answer(questions, for: &readiness, now: now)
    return readiness
  }

  /// What could not be checked for want of input.
  private func unchecked(_ upgrade: Upgrade) -> [Diagnostic.Note] {
    guard request.target.chart != nil else { return [] }
    var notes: [Diagnostic.Note] = []
    if upgrade.new == nil {
      notes.append(
        Diagnostic.Note(
          "whether the chart's bindings can be changed was not checked: give what it renders with "
            + "--chart, or with --new"))
    }
    if upgrade.states.dialectNow?.chart == nil {
      notes.append(
        Diagnostic.Note(
          "what becomes of the values was not checked: name the chart that is installed with "
            + "--dialect NAME@VERSION"))
    }
    return notes
  }

  /// That a chart without values is not what a release will be, where the cluster has one.
  private func unsaidValues(_ upgrade: Upgrade) -> [Diagnostic.Note] {
    guard let release = upgrade.release, request.installation != nil,
      request.set.valuesFiles.isEmpty, request.settings.isEmpty
    else { return [] }
    let namespace = upgrade.account.map { " --namespace \($0.namespace)" } ?? ""
    return [
      Diagnostic.Note(
        "the chart was judged with its own defaults, not with what the release '\(release)' is set "
          + "to: give that with --values, from `helm get values \(release)\(namespace) --output "
          + "yaml`")
    ]
  }

  /// The flags by which a program finds the cluster that was asked.
  private static func flags(_ kubectl: Kubectl?, context: String) -> [String] {
    (kubectl?.kubeconfig.map { ["--kubeconfig", $0] } ?? [])
      + (kubectl?.context.map { [context, $0] } ?? [])
  }

  /// Says who may take the steps: the granter by the objects there are, else you by what the
  /// cluster says.
  private func answer(
    _ questions: [OwnRight.Question], for readiness: inout Readiness, now: AgentAccess
  ) throws(Failure) {
    if let granter = request.granter {
      readiness.granter = granter.name
      readiness.rights = OwnRight.answers(to: questions, for: granter, in: now.policy)
    } else if let kubectl = request.sources.kubectl {
      readiness.granter = "you"
      readiness.rights = try Cluster(kubectl).ownRights(questions)
    }
  }

  private func installed(_ catalog: Catalog) throws(Failure) -> Installed? {
    guard let kubectl = request.sources.kubectl else { return nil }
    let cluster = Cluster(kubectl)
    let server = try cluster.version()
    let agent = try AgentFinder(cluster, catalog).find(
      account: request.account, namespace: request.namespace)
    var reader = FoundSetReader(
      cluster, catalog, of: agent,
      version: agent.version?.value ?? catalog.newestAgentVersion)
    let set = try reader.read(readsRelease: false, in: ManifestSet())
    return Installed(
      agent: agent, server: server, set: set, notes: agent.notes + reader.unread)
  }
}
