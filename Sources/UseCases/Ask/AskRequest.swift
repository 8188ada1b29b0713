// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import Tools

/// What is asked of the grants in manifests, a chart or a cluster.
package struct AskRequest: Sendable {
  /// What may be asked.
  package enum Asked: Sendable {
    case question(Question)
    /// Whole actions of the agent, in one namespace, or cluster-wide where `nil`.
    case actions([String], namespace: String?)
  }

  let resolver: Resolver
  let sources: ManifestSources
  let world: World

  var outside: Outside { resolver.outside }

  /// `-n` is the namespace of the request: it must not move objects that name none into it.
  ///
  /// - Parameter files: those that the command line names.
  package init(
    _ options: Options, files: [String] = [], chart: ChartArguments = ChartArguments(),
    _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    world = try World(options)
    sources = try options.sources(
      files: files, chart: chart, namespace: nil,
      valuesFiles: options.list(.values), outside)
    guard !sources.isEmpty else {
      throw .usage("there are no manifests", remedy: "name manifest files, folders or -")
    }
  }

  /// The version that is asked about.
  func kubernetes() throws(Failure) -> KubernetesVersion {
    try resolver.kubernetes(server: resolver.serverVersion(sources.kubectl)).value
  }

  /// Everything that is bound. What is wrong in the manifests is shown; objects that the API server
  /// would reject grant nothing.
  func policy(_ kubernetes: KubernetesVersion) throws(Failure) -> Policy {
    world.policy(try manifests(kubernetes), kubernetes)
  }

  /// As `policy(_:)`, and what a cluster's own bindings give that are left out of it.
  func policies(
    _ kubernetes: KubernetesVersion
  ) throws(Failure) -> (asked: Policy, leftOut: Policy?) {
    let set = try manifests(kubernetes)
    return (
      world.policy(set, kubernetes), world.startingPolicy(besides: set, kubernetes)
    )
  }

  /// What is read, all of it.
  func manifests(_ kubernetes: KubernetesVersion) throws(Failure) -> ManifestSet {
    let set = try ManifestLoader(outside).judgeable(
      sources, kubernetesMinor: kubernetes.minor, isWhole: world.isClosed)
    if !set.unread.isEmpty { throw .unread(set.unread) }
    return set
  }

  /// What actions need, wherever they are asked about.
  func needs(
    ofActions words: [String], in namespace: String?, _ kubernetes: KubernetesVersion
  ) throws(Failure) -> [ActionNeeds] {
    let catalog = try resolver.catalog(carriedBy: sources.installation?.chart)
    let agent = try resolver.agentVersion(of: catalog).value
    let selected: [Action]
    do {
      selected = try catalog.select(words, agentVersion: agent)
    } catch {
      throw .selection(error, of: catalog, option: "--actions")
    }
    return catalog.needs(
      of: selected,
      in: NeedContext(
        kubernetes: kubernetes, agentVersion: agent,
        watchNamespaces: namespace.map { [$0] } ?? []))
  }
}
