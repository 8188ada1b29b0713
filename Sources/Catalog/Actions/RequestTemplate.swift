// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A request that an action sends, with what is only known in a cluster left open.
package struct RequestTemplate: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    /// `resource` is combined with its subresource, as a rule spells it; the core group is empty.
    case resource(apiGroup: String, resource: String, scope: RequestScope, name: ObjectName)
    /// A path outside of `/api` and `/apis/GROUP`.
    case url(String)
  }

  /// Where the objects are.
  package enum RequestScope: String, Hashable, Sendable, CaseIterable {
    /// Cluster-scoped resources, and all namespaces at once.
    case cluster
    /// The namespaces that the agent watches; all of them unless it is confined.
    case watched
    /// The agent's own namespace.
    case own
  }

  /// Which object the request names.
  package enum ObjectName: Hashable, Sendable {
    /// None: a plain create, a list, a watch.
    case none
    /// One that is not known beforehand.
    case any
    /// Always this one.
    case literal(String)
    /// One made from the installation: `{serviceAccount}`, `{namespace}` and `{release}` stand for
    /// what `NeedContext` says, and for any name where it does not say.
    case template(String)
  }

  /// As RBAC spells it, in lower case.
  package var verb: String
  package var target: Target

  package init(_ verb: String, _ target: Target) {
    self.verb = verb
    self.target = target
  }

}

extension RequestTemplate: CustomStringConvertible {
  /// `patch deployments.apps/scale`
  package var description: String {
    let target: Atom.Target =
      switch target {
      case .url(let path): .nonResource(verb: verb, url: path)
      case .resource(let apiGroup, let resource, _, _):
        .resource(verb: verb, apiGroup: apiGroup, resource: resource, resourceName: nil)
      }
    return AccessPhrase(Atom(target)).brief
  }
}
