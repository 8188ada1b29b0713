// SPDX-License-Identifier: Apache-2.0

/// What applies objects to a cluster.
package enum DeployingProgram: String, CaseIterable, Sendable {
  /// Helm 3, and what is built on its library.
  case helm3
  /// Helm 4, which applies on the server's side.
  case helm4
  /// `kubectl apply`.
  case kubectl
  /// `kubectl apply --server-side`.
  case kubectlServerSide = "kubectl-server-side"

  /// `Helm 3`, `kubectl apply`.
  package var title: String {
    switch self {
    case .helm3: "Helm 3"
    case .helm4: "Helm 4"
    case .kubectl: "kubectl apply"
    case .kubectlServerSide: "kubectl apply --server-side"
    }
  }

  /// Whether it keeps a record of each release in the cluster, and knows hooks.
  package var isHelm: Bool { self == .helm3 || self == .helm4 }

  /// Whether it creates objects by a patch of what is not there, so that the server asks for create
  /// with the object's name; a POST has none.
  var createsByName: Bool { self == .helm4 || self == .kubectlServerSide }
}

/// What somebody does with what is deployed.
package enum DeployingStep: String, CaseIterable, Sendable {
  case install, upgrade, uninstall

  /// The events of the hooks that Helm runs for it.
  var hookEvents: [String] {
    switch self {
    case .install: ["pre-install", "post-install"]
    case .upgrade: ["pre-upgrade", "post-upgrade"]
    case .uninstall: ["pre-delete", "post-delete"]
    }
  }
}
