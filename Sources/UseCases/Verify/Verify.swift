// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
package import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import Tools

/// Verifies that what is granted is what the agent's actions need.
package struct Verify: Sendable {
  private let request: VerifyRequest

  package init(_ request: VerifyRequest) { self.request = request }

  /// Verifies manifests, a chart, or the agent of a cluster.
  package func run() throws(Failure) -> VerifyResult {
    guard !request.sources.isEmpty else {
      throw .usage(
        "there is nothing to verify", remedy: "name manifest files, a folder, -, --chart or --live")
    }
    if let kubectl = request.sources.kubectl, request.sources.isClusterAlone {
      let result = try VerifyCluster(request).run(kubectl)
      result.report(to: request.outside)
      return result
    }
    return try verifyManifests()
  }

  private func verifyManifests() throws(Failure) -> VerifyResult {
    let resolver = request.resolver
    let installation = request.sources.installation
    let catalog = try resolver.catalog(carriedBy: installation?.chart)
    let kubernetes = try resolver.kubernetes()
    // A wrong command line is refused before anything is read.
    if case .actions = request.set.named, installation == nil {
      _ = try finder(catalog, kubernetes, try resolver.agentVersion(of: catalog)).resolved()
    }
    let loader = ManifestLoader(request.outside)
    let set = try loader.read(
      request.sources, kubernetesMinor: kubernetes.value.minor, isWhole: request.world.isClosed)
    let judged = try judged(set, catalog, kubernetes)
    var resolved = judged.set
    resolved.report(to: request.outside)
    let complete = try loader.judgeable(set)
    let account = try judged.choice.account(request.outside)
    if installation != nil, let account {
      resolved.selection.context.agentNamespace = account.namespace
    }
    let access = request.world.access(of: account, in: complete, kubernetes.value)
    if account == nil, request.set.capabilities == nil {
      resolved.selection.leaveReadsOut(by: access, request.outside)
    }
    var verification = try resolved.selection.verification(
      of: access, table: request.world.table(kubernetes.value),
      acceptsAlternatives: request.acceptsAlternatives, forbidding: request.forbidden,
      defaults: request.world.allDefaults(kubernetes.value))
    verification.setSource = resolved.source.description
    if resolved.source.isFound { request.outside.remark("actions from: \(resolved.source)") }
    return VerifyResult(
      verification: verification, access: access, diagnostics: complete.diagnostics, set: resolved)
  }

  private func finder(
    _ catalog: Catalog, _ kubernetes: Sourced<KubernetesVersion>, _ agent: Sourced<AgentVersion>
  ) -> SetFinder {
    var finder = SetFinder(
      request.resolver, request.set, of: catalog, kubernetes: kubernetes, agent: agent)
    finder.installation = request.sources.installation
    finder.agentNamespace = request.account?.namespace ?? request.namespace
    finder.toleratesUnsupported = true
    finder.countsReads = true
    return finder
  }

  /// What manifests are judged by.
  private struct Judged {
    var set: ResolvedSet
    var choice: AccountChoice.Choice
  }

  private func judged(
    _ set: ManifestSet, _ catalog: Catalog, _ kubernetes: Sourced<KubernetesVersion>
  ) throws(Failure) -> Judged {
    let resolver = request.resolver
    let choice = AccountChoice(
      request.account, of: catalog, installation: request.sources.installation
    ).choice(in: set)
    let agent = try resolver.agentVersion(
      of: catalog, installedBy: set, request.sources.installation)
    var finder = finder(catalog, kubernetes, agent)
    if case .account(let account, _) = choice, request.sources.installation == nil {
      finder.agentNamespace = account.namespace
    }
    let found = try ManifestSetFinder(
      catalog: catalog, set: set, account: choice.account, agentVersion: agent.value
    ).found()
    do {
      return Judged(set: try finder.set(found: found), choice: choice)
    } catch {
      guard case .nothingNamed = error else { throw error.failure }
      // Whatever keeps the manifests from being judged comes before the question of the set.
      _ = try ManifestLoader(request.outside).judgeable(set)
      throw .nobodySaysWhatIsOn(in: request.sources.title)
    }
  }
}

extension Selection {
  /// Judges the actions alone where roles that nothing binds grant nothing of what the agent reads:
  /// they are the roles of its actions, and the rest is elsewhere.
  fileprivate mutating func leaveReadsOut(by access: AgentAccess, _ outside: Outside) {
    let reads = catalog.needs(of: capabilities, in: context).atoms.atoms
    guard !reads.isEmpty,
      !reads.contains(where: { access.policy.decide($0.request, by: access.user).allowed })
    else { return }
    tolerated += capabilities
    capabilities = []
    outside.remark(
      "only actions are judged: the roles grant nothing of what the agent reads; --capabilities "
        + "default judges that too")
  }
}

extension Failure {
  /// Nothing says which set of actions the judged thing is for.
  static func nobodySaysWhatIsOn(in place: String) -> Failure {
    .undetermined(
      "no actions are named, and \(place) has neither the agent's configuration nor a role "
        + "that says which actions it is for",
      remedy: "name the set with --actions, such as --actions scale:deployment,delete:pod, or "
        + "with --values FILE; `rolefit actions` lists the actions")
  }
}
