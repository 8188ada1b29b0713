// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import RBAC

/// Requests that come to the same as an action without being those that the agent sends.
package enum SideRoutes {
  /// By the action's id: what a role must hold for each way around its documented requests.
  ///
  /// A stream to a pod can be opened over a WebSocket, for which servers before 1.35 ask `get`
  /// alone (kubernetes/kubernetes, pkg/registry/core/pod/rest/subresources.go), and at the kubelet,
  /// which asks for the method's verb on nodes/proxy (pkg/kubelet/server/auth.go,
  /// `GetRequestAttributes`).
  package static func routes(
    around actions: [Action], in catalog: Catalog, _ context: NeedContext
  ) -> [String: [AtomSet]] {
    var streaming = context
    streaming.transport = .websocket
    var routes: [String: [AtomSet]] = [:]
    for (plain, streamed) in zip(
      catalog.needs(of: actions, in: context), catalog.needs(of: actions, in: streaming))
    {
      let documented = AtomSet(plain.atoms)
      guard documented.atoms.contains(where: isStream) else { continue }
      let socket = AtomSet(streamed.atoms)
      routes[plain.action.id] = (socket == documented ? [] : [socket]) + kubelet
    }
    return routes
  }

  private static let kubelet = ["get", "create"].map { verb in
    AtomSet([
      Atom(.resource(verb: verb, apiGroup: "", resource: "nodes/proxy", resourceName: nil))
    ])
  }

  private static func isStream(_ atom: Atom) -> Bool {
    guard case .resource(_, "", let resource, _) = atom.target else { return false }
    return ["pods/exec", "pods/attach", "pods/portforward"].contains(resource)
  }
}
