// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
package import KubernetesAPI
import Manifests
import RBAC
import YAMLSyntax

/// What is known of the cluster besides the manifests.
package struct World: Sendable {
  /// Whether the manifests are all there is: a role that is not among them grants nothing.
  package var isClosed: Bool
  /// Whether what every authenticated account has by default is credited.
  package var creditsDefaultBindings: Bool
  /// What the cluster serves beyond Kubernetes.
  private let resources: APIResourceReader.Listing

  /// Reads the files that `--api-resources` names.
  package init(_ options: Options) throws(Failure) {
    isClosed = try options.isOn(.closedWorld)
    creditsDefaultBindings = try options.isOn(.assumeSystemRoles)
    var listing = APIResourceReader.Listing()
    for path in options.list(.apiResources) {
      let stream = YAMLStream.read(try SourceText(file: path))
      if let failure = stream.failure { throw .unjudged([failure]) }
      let read = APIResourceReader.read(stream.documents)
      if !read.diagnostics.isEmpty { throw .unjudged(read.diagnostics) }
      listing.resources += read.resources
      listing.wholeGroups.formUnion(read.wholeGroups)
    }
    resources = listing
  }

  /// What the API server of a version serves.
  package func table(_ version: KubernetesVersion) -> APITable {
    let table = APITable.builtIn(version)
    guard !resources.resources.isEmpty || !resources.wholeGroups.isEmpty else { return table }
    return table.adding(resources.resources, wholeGroups: resources.wholeGroups)
  }

  /// The default roles, which a binding may refer to; with them their default bindings, if those
  /// are to be credited.
  package func defaults(_ version: KubernetesVersion) -> DefaultObjects {
    DefaultObjects(version: version, creditsBindings: creditsDefaultBindings)
  }

  /// What an account may do by these manifests. A cluster's objects hold the default ones already.
  func access(
    of account: ManifestSet.ServiceAccountName?, in set: ManifestSet, _ version: KubernetesVersion
  ) -> AgentAccess {
    AgentAccess(
      of: account, in: set, defaults: defaults(besides: set, version),
      closedWorld: isClosed || (set.isStored && set.unread.isEmpty))
  }

  private func defaults(besides set: ManifestSet, _ version: KubernetesVersion) -> DefaultObjects {
    set.isStored ? DefaultObjects() : defaults(version)
  }

  /// Everything that is bound in the manifests, with the default objects, ready to be asked.
  ///
  /// - Parameter creditsBindings: whether the default bindings count whatever was asked for.
  func policy(
    _ set: ManifestSet, _ version: KubernetesVersion, creditsBindings: Bool = false
  ) -> Policy {
    let defaults =
      creditsBindings && !set.isStored ? allDefaults(version) : defaults(besides: set, version)
    return Policy(
      roles: set.roles + defaults.roles(besides: set.roles),
      bindings: set.bindings + defaults.bindings(besides: set.bindings),
      closedWorld: set.isStored || isClosed)
  }

  /// What the bindings give that every cluster has from the start, where an answer about the
  /// manifests leaves them out; `nil` where they count, or nothing but the manifests is there.
  func startingPolicy(besides set: ManifestSet, _ version: KubernetesVersion) -> Policy? {
    guard !creditsDefaultBindings, !isClosed, !set.isStored else { return nil }
    let defaults = allDefaults(version)
    return Policy(
      roles: set.roles + defaults.roles(besides: set.roles),
      bindings: defaults.bindings(besides: set.bindings), closedWorld: true)
  }
}
