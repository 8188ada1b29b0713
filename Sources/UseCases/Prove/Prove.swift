// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import Tools

/// Sends an agent's requests to a cluster, as the agent, without changing anything.
package struct Prove: Sendable {
  private let request: ProveRequest

  package init(_ request: ProveRequest) { self.request = request }

  /// What was sent and answered; what would be sent, where requests are only planned.
  package func run() throws(Failure) -> Proof {
    let planned = try planned()
    guard !request.isPlan, let kubectl = request.kubectl else { return planned.proof }
    var proof = planned.proof
    let sender: RequestSender =
      if let file = request.tokenFile {
        .token(file: file)
      } else {
        .impersonated(
          .serviceAccount(namespace: planned.account.namespace, name: planned.account.name))
      }
    let connection = try request.outside.connect(kubectl, sender).get()
    defer { connection.stop() }
    let prover = Prover(connection: connection, sender: sender, clusterTitle: kubectl.title)
    for index in proof.actions.indices { try prover.prove(&proof.actions[index]) }
    return proof
  }

  private struct Planned {
    var proof: Proof
    var account: ManifestSet.ServiceAccountName
  }

  /// What a cluster says of the agent, as far as nobody names it.
  private struct Installed {
    var server: KubernetesVersion?
    var agent: FoundAgent?
    var set: FoundSet?
  }

  private func planned() throws(Failure) -> Planned {
    let resolver = request.resolver
    let catalog = try resolver.catalog()
    let installed = try installed(catalog)
    let account = request.account ?? installed.agent?.account
    let kubernetes = try resolver.kubernetes(server: installed.server)
    var finder = SetFinder(
      resolver, request.set, of: catalog, kubernetes: kubernetes,
      agent: try resolver.agentVersion(of: catalog, found: installed.agent?.version))
    finder.agentNamespace = account?.namespace ?? request.namespace
    finder.toleratesUnsupported = true
    let resolved = try finder.resolved(found: installed.set)
    resolved.report(to: request.outside, isAgentKnown: installed.agent?.version != nil)
    let selection = resolved.selection
    let table = catalog.apiTable(kubernetes.value)
    let planner = ProofPlanner(
      catalog: catalog, table: table, context: selection.context, targets: try targets(table))
    let sender: ManifestSet.ServiceAccountName =
      if let account { account } else { try usualAccount(of: catalog.agent) }
    return Planned(
      proof: Proof(
        subject: request.tokenFile == nil ? sender.description : "the bearer of the token",
        source: resolved.source.description, kubernetes: kubernetes.value.description,
        actions: selection.needs.map(planner.result)), account: sender)
  }

  /// Nothing is asked of the cluster where everything is named.
  private func installed(_ catalog: Catalog) throws(Failure) -> Installed {
    guard let kubectl = request.kubectl else { return Installed() }
    let resolver = request.resolver
    let cluster = Cluster(kubectl)
    var installed = Installed(server: try cluster.version())
    let wantsSet = request.set.named == nil
    guard wantsSet || request.account == nil else { return installed }
    let agent = try AgentFinder(cluster, catalog).find(
      account: request.account, namespace: request.namespace)
    installed.agent = agent
    request.outside.remark(agent.unread.map(\.message))
    guard wantsSet else { return installed }
    var reader = FoundSetReader(
      cluster, catalog, of: agent,
      version: agent.version?.value ?? catalog.newestAgentVersion)
    let minor = try resolver.kubernetes(server: installed.server).value.minor
    installed.set = try reader.read(
      readsRelease: false, in: try cluster.rbac(kubernetesMinor: minor))
    guard installed.set != nil || request.set.namesActions else {
      let unread = reader.unread.map { ": \($0.message)" }.first ?? ""
      throw .usage(
        "nothing in the cluster says what the agent is switched on for\(unread)",
        remedy: "name it with --actions or --values")
    }
    return installed
  }

  private func usualAccount(
    of agent: Agent
  ) throws(Failure) -> ManifestSet.ServiceAccountName {
    guard let account = agent.usualAccount(in: request.namespace) else {
      throw .usage("which account?", remedy: "name it with --service-account NAMESPACE:NAME")
    }
    return account
  }

  private func targets(_ table: APITable) throws(Failure) -> [ProofTarget] {
    var targets: [ProofTarget] = []
    for word in request.targets {
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

extension Proof {
  /// The exit status.
  package var exit: Exit {
    switch answer {
    case .authorized, .planned: .success
    case .refused: .findings
    case .undetermined: .undetermined
    }
  }
}
