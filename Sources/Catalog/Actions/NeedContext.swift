// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI
package import RBAC

/// The installation for which needs are computed.
package struct NeedContext: Hashable, Sendable {
  package var kubernetes: KubernetesVersion
  package var agentVersion: AgentVersion
  package var transport: TransportChoice
  /// The namespaces that the agent is confined to; empty when it watches the whole cluster.
  package var watchNamespaces: [String]
  /// Where the agent runs; without it, its own namespace may be any.
  package var agentNamespace: String?
  /// The name of the agent's service account, for names made from it.
  package var serviceAccount: String?
  /// The name of the Helm release, for names made from it.
  package var release: String?

  package init(
    kubernetes: KubernetesVersion, agentVersion: AgentVersion,
    transport: TransportChoice = .spdy, watchNamespaces: [String] = [],
    agentNamespace: String? = nil, serviceAccount: String? = nil, release: String? = nil
  ) {
    self.kubernetes = kubernetes
    self.agentVersion = agentVersion
    self.transport = transport
    self.watchNamespaces = watchNamespaces
    self.agentNamespace = agentNamespace
    self.serviceAccount = serviceAccount
    self.release = release
  }

  /// `watchNamespaces`, each once and sorted.
  package var watchedNamespaces: [String] { Set(watchNamespaces).sorted() }

  /// The places where a request with this scope is sent.
  package func scopes(of scope: RequestTemplate.RequestScope) -> [Scope] {
    switch scope {
    case .cluster: [.cluster]
    case .own: [agentNamespace.map(Scope.namespace) ?? .cluster]
    case .watched:
      watchNamespaces.isEmpty ? [.cluster] : watchedNamespaces.map(Scope.namespace)
    }
  }

  /// The value of a placeholder in a name.
  func value(of variable: Substring) -> String? {
    switch variable {
    case "namespace": agentNamespace
    case "serviceAccount": serviceAccount
    case "release": release
    default: nil
    }
  }
}
