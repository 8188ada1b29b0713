// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import Tools

/// Says what each role of manifests, a chart or a cluster comes to.
package struct ListRoles: Sendable {
  private let resolver: Resolver
  private let sources: ManifestSources
  private let world: World

  /// - Parameter files: those that the command line names.
  package init(
    _ options: Options, files: [String] = [], chart: ChartArguments = ChartArguments(),
    _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    world = try World(options)
    sources = try options.sources(
      files: files, chart: chart, namespace: options.get(.namespace),
      valuesFiles: options.list(.values), outside)
    guard !sources.isEmpty else {
      throw .usage(
        "there is nothing to look at", remedy: "name manifest files, a folder, -, --chart or --live"
      )
    }
  }

  /// - Parameter withDefaults: whether the default roles of a cluster are listed too.
  package func run(withDefaults: Bool) throws(Failure) -> [RoleSummary] {
    let kubernetes = try resolver.kubernetes(server: resolver.serverVersion(sources.kubectl)).value
    let set = try ManifestLoader(resolver.outside).judgeable(
      sources, kubernetesMinor: kubernetes.minor, isWhole: world.isClosed)
    if !set.unread.isEmpty { throw .unread(set.unread) }
    return RoleSummary.all(
      in: set, defaults: world.allDefaults(kubernetes), table: world.table(kubernetes),
      withDefaults: withDefaults)
  }
}
