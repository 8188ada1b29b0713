// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
package import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
package import Tools
import YAMLSyntax

/// Verifies the agent of a cluster: finds it, learns what it is switched on for, reads what it may
/// do, and asks the API server whether that is so.
package struct VerifyCluster: Sendable {
  private let request: VerifyRequest

  package init(_ request: VerifyRequest) { self.request = request }

  package func run(_ kubectl: Kubectl) throws(Failure) -> VerifyResult {
    let cluster = Cluster(kubectl)
    let resolver = request.resolver
    var notes: [Diagnostic.Note] = []
    let catalog = try resolver.catalog()
    let server = try cluster.version()
    let kubernetes = try resolver.kubernetes(server: server)
    if let note = kubernetes.nearestNote { notes.append(note) }
    let agent = try AgentFinder(cluster, catalog).find(
      account: request.account, namespace: request.namespace)
    notes += agent.notes
    let version = try resolver.agentVersion(of: catalog, found: agent.version)
    let set = try cluster.rbac(kubernetesMinor: kubernetes.value.minor)
    if set.isIncomplete { throw .unjudged(set.diagnostics) }
    let found = try FoundSetRequest(request, cluster: cluster, catalog: catalog, set: set)
      .found(agent, version.value, &notes)
    var finder = SetFinder(
      resolver, request.set, of: catalog, kubernetes: kubernetes, agent: version)
    finder.agentNamespace = agent.account.namespace
    finder.toleratesUnsupported = true
    finder.countsReads = true
    let resolved = try finder.resolved(found: found)
    let selection = resolved.selection

    let access = request.world.access(of: agent.account, in: set, kubernetes.value)
    var verification = try selection.verification(
      of: access, table: request.world.table(kubernetes.value),
      acceptsAlternatives: request.acceptsAlternatives, forbidding: request.forbidden,
      defaults: request.world.allDefaults(kubernetes.value))
    verification.setSource = resolved.source.description
    let review = ClusterReview(cluster: cluster, needs: selection.needs, access: access)
    let reviewed = try review.apply(to: &verification, &notes)
    let exists = try ClusterAccountCheck(cluster: cluster, account: agent.account, set: set)
      .apply(to: &verification, &notes)
    let needsFix = verification.verdict == .missing || !verification.excess.isEmpty
    return VerifyResult(
      verification: verification,
      cluster: ClusterVerification(
        context: kubectl.context, serverVersion: server?.description ?? "unknown",
        deployment: agent.installed?.title, image: agent.installed?.image, accountExists: exists,
        setSource: resolved.source.description, unsaid: found?.unsaid ?? [], notes: notes,
        disagreements: reviewed.disagreements, reviewed: reviewed.count,
        fixes: fixes(needsFix ? access.fixes : [], agent, selection),
        unbound: exists == false
          ? nil : access.unboundRole(granting: verification.missingRules),
        verification: verification),
      access: access, diagnostics: set.diagnostics, set: resolved)
  }

  /// An agent that is too old is mended where its Deployment comes from.
  private func fixes(
    _ fixes: [ClusterVerification.Fix], _ agent: FoundAgent, _ selection: Selection
  ) -> [ClusterVerification.Fix] {
    guard let installed = agent.installed, !selection.unsupported.isEmpty else { return fixes }
    return fixes + [ClusterVerification.Fix(object: installed.title, owner: installed.owner)]
  }
}

extension Sourced<KubernetesVersion> {
  /// That another version is used for the server's own, which is in no table; `nil` where the
  /// server's own is.
  var nearestNote: Diagnostic.Note? {
    guard case .server(let server) = origin, server != value else { return nil }
    return Diagnostic.Note(
      "Kubernetes \(server) is not in the table: judged as \(value), the nearest that is")
  }
}
