// SPDX-License-Identifier: Apache-2.0

/// How a client opens a stream to a pod (exec, attach, port-forward).
///
/// The API server takes the verb from the HTTP method: SPDY starts with POST, which is `create`;
/// WebSocket with GET, which is `get`, and since Kubernetes 1.35 is authorized as `create`, too.
/// Source: kubernetes/kubernetes, pkg/registry/core/pod/rest/subresources.go.
package enum Transport: String, Hashable, Sendable, CaseIterable {
  case spdy, websocket
}

/// Which transports the agent must be able to use.
package enum TransportChoice: String, Hashable, Sendable, CaseIterable {
  /// As documented; the default.
  case spdy
  case websocket
  /// Both, for a client that tries one after the other.
  case any

  package func includes(_ transport: Transport) -> Bool {
    switch self {
    case .any: true
    case .spdy: transport == .spdy
    case .websocket: transport == .websocket
    }
  }
}
