// SPDX-License-Identifier: Apache-2.0

/// The options that several commands share. Each can be given on the command line
/// (`--kube-version`), in the environment (`ROLEFIT_KUBE_VERSION`) and in the configuration file
/// (`kube-version` or `kubeVersion`), and means the same in all three.
package enum OptionName: String, CaseIterable, Sendable {
  case acceptAlternatives = "accept-alternatives"
  case actions
  case agentVersion = "agent-version"
  case apiResources = "api-resources"
  case assumeSystemRoles = "assume-system-roles"
  case capabilities
  case catalog
  case chart
  case chartVersion = "chart-version"
  case closedWorld = "closed-world"
  case context
  case dialect
  case disable
  case enable
  case failOn = "fail-on"
  case files
  case forbid
  case kubeVersion = "kube-version"
  case kubeconfig
  case kustomize
  case live
  case namespace
  case serviceAccount = "service-account"
  case set
  case timeout
  case transport
  case values
  case watchNamespace = "watch-namespace"

  /// Whether it is on or off, without a value.
  var isSwitch: Bool {
    switch self {
    case .acceptAlternatives, .assumeSystemRoles, .closedWorld, .live: true
    default: false
    }
  }

  /// Whether it may have several values.
  var takesSeveral: Bool {
    switch self {
    case .actions, .apiResources, .capabilities, .disable, .enable, .failOn, .files, .forbid,
      .kustomize, .set, .values, .watchNamespace:
      true
    default: false
    }
  }

  /// Whether its values are paths, which are relative to a configuration file in that file.
  var namesFiles: Bool {
    switch self {
    case .apiResources, .catalog, .files, .kubeconfig, .kustomize, .values: true
    default: false
    }
  }

  /// The environment variable: `ROLEFIT_KUBE_VERSION` for `kube-version`.
  package var variable: String {
    "ROLEFIT_" + rawValue.uppercased().split(separator: "-").joined(separator: "_")
  }
}
