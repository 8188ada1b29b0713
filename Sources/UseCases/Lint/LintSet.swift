// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import KubernetesAPI
import Manifests
import Tools
import YAMLSyntax

/// The set of actions that a lint run compares roles with.
struct LintSet {
  private let request: LintRequest

  init(_ request: LintRequest) { self.request = request }

  /// The set that is named, or that a chart's values name; `nil` where there is none.
  ///
  /// - Parameter rendered: what helm made of the chart, which says which agent it installs.
  func resolved(
    rendered: SourceText?, _ versions: ClosedRange<KubernetesVersion>
  ) throws(Failure) -> ResolvedSet? {
    let resolver = request.resolver
    let installation = request.sources.installation
    let catalog = try resolver.catalog(carriedBy: installation?.chart)
    let named = try resolver.kubernetes()
    let set = rendered.map { text in
      var reader = ManifestReader(
        defaultNamespace: installation?.namespace ?? "default",
        kubernetesMinor: versions.upperBound.minor)
      reader.read(text, intent: .met)
      return reader.set
    }
    var finder = SetFinder(
      resolver, request.set, of: catalog,
      kubernetes: Sourced(versions.upperBound, from: named.origin),
      agent: try resolver.agentVersion(of: catalog, installedBy: set, installation))
    finder.installation = installation
    finder.agentNamespace = request.account?.namespace ?? request.namespace
    finder.toleratesUnsupported = true
    finder.countsReads = true
    do {
      return try finder.set()
    } catch {
      switch error {
      case .nothingNamed: return nil
      // Values that go with a chart are that chart's, which need not be the agent's.
      case .valuesOfAnotherChart(let diagnostics):
        if installation == nil { throw Failure.unjudged(diagnostics) }
        return nil
      case .other(let failure):
        let isOpen = failure.exit == .usage || failure.exit == .undetermined
        if !request.set.namesActions, isOpen { return nil }
        throw failure
      }
    }
  }
}
