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

/// Sends an agent's requests to a cluster, as the agent, without changing anything.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Send each action's requests to a cluster as the agent, changing nothing",
    discussion: """
      Every write has dryRun=All, and every request is about an object that does not exist, unless
      --target names one. The API server authorizes a request before anything else: where it
      answers that there is no such object, or that the body will not do, the agent may do it. What
      has no dry run (exec, port-forward, attach, proxy) is asked as an access review.

      You need `impersonate` on the agent's service account, or its token in a file.

      Example:
        rolefit prove --context staging --actions basic --plan
        rolefit prove --context staging --target deployment/shop/web

      Exit codes: 0 all authorized, 1 refused, 2 could not be asked, 3 undetermined.
      """)

  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var reports: ReportOptions

  @Option(
    help: ArgumentHelp(
      "The agent's account; by default that of its Deployment", valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's namespace", valueName: "namespace"))
  var namespace: String?

  @Option(
    help: ArgumentHelp(
      "An object that requests of its kind are to be about (repeatable)",
      valueName: "kind/[namespace/]name"))
  var target: [String] = []

  @Option(
    help: ArgumentHelp(
      "Send with the token in this file instead of impersonating", valueName: "file"))
  var tokenFile: String?

  @Flag(help: "Print the requests and send nothing")
  var plan = false

  func run() throws {
    let settings = try Settings(config: selection.versions.config)
    guard plan || cluster.isLive(settings) else {
      throw Failure.usage(
        "which cluster?", remedy: "name it with --context, or --live for your own")
    }
    var proof = try planned(settings)
    if !plan {
      let prover = try Prover(try cluster.kubectl(settings), as: sender(proof))
      defer { prover.stop() }
      for index in proof.proof.actions.indices { try prover.prove(&proof.proof.actions[index]) }
    }
    let report = ProofReport(proof.proof)
    try reports.write { format, style in
      switch format {
      case .text: report.text(style: style)
      case .json: JSONEmitter.document(report.json)
      case .markdown: report.markdown
      default:
        FindingReport(
          command: "prove", version: Version.rolefit, rules: ProofReport.rules,
          findings: report.findings
        ).rendered(as: format)
      }
    }
    switch proof.proof.answer {
    case .authorized, .planned: break
    case .refused: throw Exit.findings
    case .undetermined: throw Exit.undetermined
    }
  }

  private struct Planned {
    var proof: Proof
    var account: ManifestSet.ServiceAccountName
  }

  private func sender(_ planned: Planned) -> Prover.Sender {
    if let tokenFile { return .token(file: tokenFile) }
    return .impersonated(
      .serviceAccount(namespace: planned.account.namespace, name: planned.account.name))
  }

  /// What is to be sent. Nothing is asked of the cluster where everything was named or --plan was
  /// given without a cluster.
  private func planned(_ settings: Settings) throws(Failure) -> Planned {
    if let tokenFile, Files.kind(of: tokenFile) != .file {
      throw .unreadable(HostError(path: tokenFile, reason: "no such file", kind: .notFound))
    }
    let named = try settings.account(serviceAccount)
    let catalog = try selection.versions.readCatalog(settings)
    var selection = selection
    var account = named
    var source: String?
    if cluster.isLive(settings) {
      let asked = Cluster(kubectl: try cluster.kubectl(settings))
      let version = try asked.version()
      if try selection.versions.kubernetes(settings) == nil, let version {
        selection.versions.kubeVersion = APITable.nearest(to: version).description
      }
      let namesSet =
        !selection.namesNothing || !settings.values("actions").isEmpty
        || !settings.values("values").isEmpty
      if !namesSet || account == nil {
        let found = try asked.agent(catalog, account: named, namespace: namespace)
        account = found.account
        let agent = found.installed?.version
        if selection.versions.agentVersion == nil, let agent {
          selection.versions.agentVersion = agent.description
        }
        if !namesSet {
          var notes: [Diagnostic.Note] = []
          let set = try asked.set(
            of: found, catalog, agentVersion: agent ?? catalog.newestAgentVersion,
            readsRelease: false, &notes)
          guard let set else {
            throw .usage(
              "nothing in the cluster says what the agent is switched on for",
              remedy: "name it with --actions or --values")
          }
          selection.actions = set.actions.isEmpty ? ["none"] : set.actions
          if !set.watchNamespaces.isEmpty { selection.watchNamespace = set.watchNamespaces }
          source = set.source
        }
      }
    }
    var selected = try selection.resolve(
      settings, agentNamespace: account?.namespace ?? namespace, toleratesUnsupported: true)
    if let source { selected.source = source }
    selected.report()
    let table = catalog.apiTable(selected.context.kubernetes)
    let planner = ProofPlanner(
      table: table, context: selected.context, targets: try targets(table))
    let agent: ManifestSet.ServiceAccountName
    if let account { agent = account } else { agent = try Self.usual(catalog) }
    return Planned(
      proof: Proof(
        subject: tokenFile == nil ? agent.description : "the bearer of the token",
        source: selected.source, kubernetes: selected.context.kubernetes.description,
        actions: selected.needs.map(planner.result)), account: agent)
  }

  private static func usual(_ catalog: Catalog) throws(Failure) -> ManifestSet.ServiceAccountName {
    guard let namespace = catalog.agent.namespace, let name = catalog.agent.serviceAccount else {
      throw .usage("which account?", remedy: "name it with --service-account NAMESPACE:NAME")
    }
    return ManifestSet.ServiceAccountName(namespace: namespace, name: name)
  }

  private func targets(_ table: APITable) throws(Failure) -> [ProofTarget] {
    var targets: [ProofTarget] = []
    for word in target {
      let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard let kind = parts.first, let resource = table.resource(word: kind),
        parts.count == (resource.isNamespaced ? 3 : 2),
        parts.allSatisfy({ NameRules.isSubdomain($0) || $0 == kind })
      else {
        throw .usage(
          "--target is KIND/NAMESPACE/NAME, or KIND/NAME of what is in no namespace, not '\(word)'")
      }
      targets.append(
        ProofTarget(
          apiGroup: resource.group, resource: resource.name,
          namespace: parts.count == 3 ? parts[1] : "", name: parts[parts.count - 1]))
    }
    return targets
  }
}
