// SPDX-License-Identifier: Apache-2.0

import RBAC

extension AuditEventFields {
  private static let authentication = "authentication.k8s.io"

  /// What is asked about uids and extras.
  private func detailRequests(_ verb: String) -> [ResourceRequest] {
    impersonatedDetails.map { detail in
      let parts = detail.resource.split(separator: "/", maxSplits: 1).map(String.init)
      return ResourceRequest(
        verb: verb, apiGroup: Self.authentication, resource: parts[0],
        subresource: parts.count > 1 ? parts[1] : "", name: detail.name)
    }
  }

  /// What the sender was asked for to act as another.
  ///
  /// Groups that come with an account or with having signed in need not be asked for. Source:
  /// k8s.io/apiserver, `buildImpersonationRequests` in pkg/endpoints/filters/impersonation.go.
  func impersonations(of other: String) -> [AuditEvent.Asked] {
    var requests: [ResourceRequest] = []
    if let account = User(name: other).serviceAccount {
      requests.append(
        ResourceRequest(
          verb: "impersonate", apiGroup: "", resource: "serviceaccounts",
          namespace: account.namespace, name: account.name))
    } else {
      requests.append(
        ResourceRequest(verb: "impersonate", apiGroup: "", resource: "users", name: other))
    }
    for group in impersonatedGroups
    where group != User.authenticated && group != User.unauthenticated
      && !(group.hasPrefix("system:serviceaccounts") && User(name: other).serviceAccount != nil)
    {
      requests.append(
        ResourceRequest(verb: "impersonate", apiGroup: "", resource: "groups", name: group))
    }
    requests += detailRequests("impersonate")
    return requests.map {
      AuditEvent.Asked(user: user, request: .resource($0), outcome: .succeeded)
    }
  }

  /// As `impersonations`, where the server has a mode of impersonation that allows it: to act as
  /// that user, and to do this as whoever it is.
  ///
  /// Source: k8s.io/apiserver, pkg/endpoints/filters/impersonation/mode.go.
  func constrainedImpersonations(of other: String) -> [AuditEvent.Asked] {
    func asked(
      _ resource: String, _ name: String, in namespace: String = ""
    ) -> ResourceRequest {
      ResourceRequest(
        verb: constraint, apiGroup: Self.authentication, resource: resource,
        namespace: namespace, name: name)
    }
    let mode = constraint.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
    var requests: [ResourceRequest] = []
    let node = "system:node:"
    if mode.hasSuffix("-node"), other.hasPrefix(node) {
      // Of the node that the sender runs on, the name is not asked about.
      let name = mode == "associated-node" ? "*" : String(other.dropFirst(node.count))
      requests.append(asked("nodes", name))
    } else if let account = User(name: other).serviceAccount {
      requests.append(asked("serviceaccounts", account.name, in: account.namespace))
    } else {
      requests.append(asked("users", other))
      requests += impersonatedGroups.filter {
        $0 != User.authenticated && $0 != User.unauthenticated
      }.map { asked("groups", $0) }
      requests += detailRequests(constraint)
    }
    return (requests.map(Request.resource) + [request.impersonated(mode)]).map {
      AuditEvent.Asked(user: user, request: $0, outcome: .succeeded)
    }
  }
}

extension Request {
  /// The same as somebody who acts as another is asked about it.
  fileprivate func impersonated(_ mode: String) -> Request {
    switch self {
    case .resource(var request):
      request.verb = "impersonate-on:\(mode):\(request.verb)"
      return .resource(request)
    case .nonResource(var request):
      request.verb = "impersonate-on:\(mode):\(request.verb)"
      return .nonResource(request)
    }
  }
}
