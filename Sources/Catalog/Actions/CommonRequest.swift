// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// Requests that every client sends, and that need no rule of their own.
package enum CommonRequest {
  /// Why a request that was seen is no action's; `nil` when it isn't such a request.
  ///
  /// Source: kubernetes/kubernetes, plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go.
  package static func reason(for request: Request) -> String? {
    switch request {
    case .nonResource(let request):
      let path = request.path.prefix { $0 != "?" }
      let first = path.split(separator: "/").first ?? ""
      guard request.verb == "get", discoveryPaths.contains(first) else { return nil }
      return "discovery: every client asks, and the role system:discovery lets every account"
    case .resource(let request):
      guard request.verb == "create",
        request.apiGroup == "authorization.k8s.io" || request.apiGroup == "authentication.k8s.io",
        request.resource.hasPrefix("selfsubject")
      else { return nil }
      return "self review: the role system:basic-user lets every account ask about itself"
    }
  }

  private static let discoveryPaths: Set<Substring> = [
    "api", "apis", "healthz", "livez", "readyz", "openapi", "version",
  ]
}
