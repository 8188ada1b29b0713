// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// All routes, by id.
package enum RouteRegistry {
  package static let all: [any Route.Type] = [
    AggregationRoute.self,
    AnonymousRoute.self,
    APIServiceRoute.self,
    BindingWritingRoute.self,
    BootstrapTokenRoute.self,
    CertificateRoute.self,
    ConstrainedImpersonationRoute.self,
    CRDConversionRoute.self,
    EphemeralContainersRoute.self,
    GuardRemovalRoute.self,
    HostVolumeRoute.self,
    ImpersonationRoute.self,
    KubeletProxyRoute.self,
    MutatingPolicyRoute.self,
    MutatingWebhookRoute.self,
    NodeIdentityRoute.self,
    NodeWritingRoute.self,
    OldTokenSecretRoute.self,
    PodExecRoute.self,
    PodSecurityRoute.self,
    PodWritingRoute.self,
    PortForwardingRoute.self,
    RoleWritingRoute.self,
    SecretReadingRoute.self,
    StatusWritingRoute.self,
    SystemConfigMapRoute.self,
    TokenCreationRoute.self,
    TokenSecretRoute.self,
    ValidatingWebhookRoute.self,
    WorkloadWritingRoute.self,
  ]

  /// The objects that routes make, by whether one makes them that the API server alone decides.
  static let creations = Dictionary(
    grouping: all.flatMap { $0.requests }.filter(\.isPlainCreate),
    by: { decidedCreations.contains($0.resource) ? Certainty.decided : .modelled })
  /// What makes them by a name.
  static let namedWrites = creations.mapValues { creations in
    creations.map {
      RouteRequest(["patch", "update"], $0.apiGroup, $0.resource, isNamespaced: $0.isNamespaced)
    }
  }
  private static let decidedCreations = Set(
    all.filter { $0.certainty == .decided }.flatMap { $0.requests }.filter(\.isPlainCreate)
      .map(\.resource))

  /// The ids of those that take an identity's own credentials.
  static let needCredentials = Set(all.filter { $0.needsCredentials }.map { $0.id })

  /// What routes ask for, by resource: a quick look before rules are compared.
  private static let requests = Dictionary(
    grouping: all.flatMap { $0.requests }, by: \.resource)
  private static let subresources = Set(all.flatMap { $0.requests }.map(\.subresource))

  /// Whether a route asks for anything that a rule allows.
  package static func isRelevant(_ rule: PolicyRule) -> Bool {
    // Constrained impersonation asks for verbs of its own on whatever is the target.
    if rule.verbs.contains(where: { $0.hasPrefix("impersonate-on:") }) { return true }
    for resource in rule.resources {
      if resource == "*" { return true }
      if resource.hasPrefix("*/") {
        if subresources.contains(String(resource.dropFirst(2))) { return true }
        continue
      }
      let name = String(resource.prefix { $0 != "/" })
      if requests[name]?.contains(where: { $0.verb(allowedBy: rule) != nil }) == true {
        return true
      }
    }
    return false
  }
}
