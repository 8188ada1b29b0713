// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import Manifests
package import RBAC
import Tools

/// Lists all that one user may do, with what the default roles of Kubernetes give it.
package struct ListAccess: Sendable {
  private let request: AskRequest

  package init(_ request: AskRequest) { self.request = request }

  /// - Parameters:
  ///   - user: who is asked about; by default the agent's account.
  ///   - withSources: whether each rule comes with what gives it.
  package func list(
    of user: User?, in place: AccessList.Place, withSources: Bool
  ) throws(Failure) -> AccessList {
    let kubernetes = try request.kubernetes()
    let set = try request.manifests(kubernetes)
    let asking: User
    if let user { asking = user } else { asking = try agent(in: set) }
    return AccessList(
      of: asking, in: place,
      request.world.policy(set, kubernetes, creditsBindings: true),
      manifests: set, withSources: withSources)
  }

  private func agent(in set: ManifestSet) throws(Failure) -> User {
    let catalog = try request.resolver.catalog(carriedBy: request.sources.installation?.chart)
    let choice = AccountChoice(nil, of: catalog, installation: request.sources.installation)
    guard let found = try choice.account(in: set, request.outside) else {
      throw .usage("who asks?", remedy: "name the subject with --as or --service-account")
    }
    return User.serviceAccount(namespace: found.namespace, name: found.name)
  }
}

extension AccessList {
  /// 0 where the list is whole, 3 where there may be more.
  package var exit: Exit { undetermined.isEmpty && possible.isEmpty ? .success : .undetermined }
}
