// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
package import Diagnostics
import KubernetesAPI
import Manifests
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
    let loader = ManifestLoader(request.outside)
    func read() throws(Failure) -> ManifestSet {
      try loader.read(
        request.sources, kubernetesMinor: kubernetes.value.minor,
        isWhole: request.world.isClosed)
    }
    // A chart says in what it renders which agent it installs. Without one, a wrong command line is
    // refused before anything is read.
    let rendered = installation == nil ? nil : try read()
    var finder = SetFinder(
      resolver, request.set, of: catalog, kubernetes: kubernetes,
      agent: try resolver.agentVersion(of: catalog, installedBy: rendered, installation))
    finder.installation = installation
    finder.agentNamespace = request.account?.namespace ?? request.namespace
    finder.toleratesUnsupported = true
    var resolved = try finder.resolved()
    let set = if let rendered { rendered } else { try read() }
    resolved.report(to: request.outside)
    let complete = try loader.judgeable(set)
    let account = try AccountChoice(request.account, of: catalog, installation: installation)
      .account(in: complete, request.outside)
    if installation != nil, let account {
      resolved.selection.context.agentNamespace = account.namespace
    }
    let access = request.world.access(of: account, in: complete, kubernetes.value)
    let verification = try resolved.selection.verification(
      of: access, table: request.world.table(kubernetes.value),
      acceptsAlternatives: request.acceptsAlternatives, forbidding: request.forbidden)
    return VerifyResult(
      verification: verification, access: access, diagnostics: complete.diagnostics, set: resolved)
  }
}
