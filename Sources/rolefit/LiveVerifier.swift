// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
import YAMLSyntax

/// Verifies the agent of a cluster: finds it, learns what it is switched on for, reads what it may
/// do, and asks the API server whether that is so.
struct LiveVerifier: Sendable {
  var settings: Settings
  var selection: SelectionOptions
  var world: WorldOptions
  var account: ManifestSet.ServiceAccountName?
  var namespace: String?
  /// Whether the Helm release's Secret may be read.
  var readsRelease = false
  var acceptsAlternatives = false
  /// Actions that must be impossible.
  var forbidden: [String] = []

  /// What came of it.
  struct Result {
    var report: ClusterVerification
    var selection: Selection
    var access: AgentAccess
    /// What is wrong with the cluster's objects.
    var diagnostics: [Diagnostic]
  }

  func verify(_ kubectl: Kubectl) throws(Failure) -> Result {
    let cluster = Cluster(kubectl: kubectl)
    var notes: [Diagnostic.Note] = []
    var options = selection
    let catalog = try options.versions.readCatalog(settings)
    let server = try cluster.version()
    try nameKubernetes(&options.versions, server, &notes)
    let agent = try cluster.agent(catalog, account: account, namespace: namespace)
    notes += agent.notes
    if options.versions.agentVersion == nil, settings.value("agent-version") == nil {
      options.versions.agentVersion = agent.installed?.version?.description
    }
    let found = try nameSet(&options, cluster, agent, catalog, &notes)
    let selected = try options.resolve(
      settings, agentNamespace: agent.account.namespace, toleratesUnsupported: true)

    let set = try cluster.rbac(kubernetesMinor: selected.context.kubernetes.minor)
    if set.isIncomplete { throw .unjudged(set.diagnostics) }
    let access = AgentAccess(
      of: agent.account, in: set, defaults: DefaultObjects(), closedWorld: set.unread.isEmpty)
    let table = try world.table(selected.context.kubernetes, settings)
    var verification = try selected.verification(
      of: access, table: table, acceptsAlternatives: acceptsAlternatives, forbidding: forbidden)
    let reviewed = try review(&verification, cluster, selected, access, &notes)
    let exists = try checkAccount(&verification, cluster, agent, set, &notes)
    let needsFix = verification.verdict == .missing || !verification.excess.isEmpty
    return Result(
      report: ClusterVerification(
        context: kubectl.context, serverVersion: server?.description ?? "unknown",
        deployment: agent.installed?.title, image: agent.installed?.image, accountExists: exists,
        setSource: found?.source ?? selected.source, unsaid: found?.unsaid ?? [], notes: notes,
        disagreements: reviewed.disagreements, reviewed: reviewed.count,
        fixes: fixes(needsFix ? access.fixes : [], agent, selected),
        unbound: exists == false
          ? nil : access.unboundRole(granting: verification.missingRules),
        verification: verification),
      selection: selected, access: access, diagnostics: set.diagnostics)
  }

  /// The server's version decides which Kubernetes is meant, unless one is named.
  private func nameKubernetes(
    _ versions: inout VersionOptions, _ server: KubernetesVersion?,
    _ notes: inout [Diagnostic.Note]
  ) throws(Failure) {
    guard try versions.kubernetes(settings) == nil, let server else { return }
    let meant = APITable.nearest(to: server)
    if meant != server {
      notes.append(
        Diagnostic.Note(
          "Kubernetes \(server) is not in the table: judged as \(meant), the nearest that is"))
    }
    versions.kubeVersion = meant.description
  }

  /// Names the set that the cluster says, unless the command line or the configuration names one.
  private func nameSet(
    _ options: inout SelectionOptions, _ cluster: Cluster, _ agent: Cluster.FoundAgent,
    _ catalog: Catalog, _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> Cluster.FoundSet? {
    guard options.actions.isEmpty, options.values.isEmpty, settings.values("actions").isEmpty,
      settings.values("values").isEmpty
    else { return nil }
    let version = try options.versions.resolve(settings, catalog: catalog).agent
    let set = try cluster.set(
      of: agent, catalog, agentVersion: version, readsRelease: readsRelease, &notes)
    guard let set else {
      if !options.enable.isEmpty || !settings.values("enable").isEmpty { return nil }
      let refused = notes.filter { $0.message.contains("could not be read") }
      if !refused.isEmpty { throw .unread(refused) }
      throw .usage(
        "no actions are named, and \(cluster.kubectl.title) has no configuration of "
          + "\(catalog.agent.name) in the namespace '\(agent.account.namespace)'",
        remedy: "name the set with --actions or --values, or the agent's namespace with -n"
          + (readsRelease ? "" : "; --read-release looks into the Helm release's Secret"))
    }
    options.actions = set.actions.isEmpty ? ["none"] : set.actions
    if options.watchNamespace.isEmpty, settings.values("watch-namespace").isEmpty {
      options.watchNamespace = set.watchNamespaces
    }
    return set
  }

  /// Asks the API server about every request that is needed.
  private func review(
    _ verification: inout Verification, _ cluster: Cluster, _ selected: Selection,
    _ access: AgentAccess, _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> (count: Int, disagreements: [Diagnostic.Note]) {
    let needs = selected.needs
    let requests = ServerReview.requests(of: needs)
    guard !requests.isEmpty else { return (0, []) }
    var reviews = try cluster.reviews(of: requests, by: access.user)
    if let refusal = reviews.refusal {
      notes.append(refusal.note)
      return (0, [])
    }
    // The server learns of changed objects a moment after they are stored.
    for _ in 0..<Self.repeats {
      let differing = ServerReview(reviews.answers).disagreements(with: access)
      guard !differing.isEmpty else { break }
      Pause.milliseconds(400)
      reviews.answers.merge(
        try cluster.reviews(of: differing, by: access.user).answers
      ) { $1 }
    }
    let disagreements = ServerReview(reviews.answers).apply(
      to: &verification, needs: needs, access: access)
    return (requests.count, disagreements)
  }

  /// How often the API server is asked again where it differs.
  private static let repeats = 3

  /// Whether the agent's account is there: without it no pod of the agent runs.
  private func checkAccount(
    _ verification: inout Verification, _ cluster: Cluster, _ agent: Cluster.FoundAgent,
    _ set: ManifestSet, _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> Bool? {
    let accounts = "/api/v1/namespaces/\(agent.account.namespace)/serviceaccounts"
    let own = try cluster.object("\(accounts)/\(agent.account.name)")
    if let refusal = own.refusal {
      notes.append(refusal.note)
      return nil
    }
    guard own.node == nil || verification.verdict == .missing else { return true }
    let listing = try cluster.list(accounts)
    let names = listing.items.compactMap { $0["metadata"]?["name"]?.string }.sorted()
    if listing.refusal == nil {
      notes += set.bindingsToNobody(in: agent.account.namespace, besides: names, agent.account)
    }
    guard own.node == nil else { return true }
    let others = names.filter { $0 != "default" }
    let there =
      others.isEmpty
      ? "" : "; the namespace '\(agent.account.namespace)' has \(others.joined(separator: ", "))"
    verification.withholdAll(
      because: "the service account \(agent.account) does not exist, so nothing can run under it"
        + there)
    return false
  }

  /// An agent that is too old is mended where its Deployment comes from.
  private func fixes(
    _ fixes: [ClusterVerification.Fix], _ agent: Cluster.FoundAgent, _ selected: Selection
  ) -> [ClusterVerification.Fix] {
    guard let installed = agent.installed, !selected.unsupported.isEmpty else { return fixes }
    return fixes + [ClusterVerification.Fix(object: installed.title, owner: installed.owner)]
  }
}
