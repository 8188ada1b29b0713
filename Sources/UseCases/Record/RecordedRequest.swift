// SPDX-License-Identifier: Apache-2.0

import Host
import KubernetesAPI
import Manifests
import RBAC
import YAMLSyntax

/// What the API server asks its authorizer for an HTTP request.
///
/// Source: k8s.io/apiserver, `NewRequestInfo` in pkg/endpoints/request/requestinfo.go.
struct RecordedRequest: Sendable {
  var request: Request
  /// What is asked besides, whatever the answer.
  var besides: [Request] = []
  /// Whom the client acts as; `nil` where nobody.
  var impersonatedUser: String?
  var impersonatedGroups: [String]
  /// What else of that user's the client gives: resources below `authentication.k8s.io`.
  private var impersonated: [ResourceRequest] = []

  init(_ proxied: ProxiedRequest, _ server: KubernetesVersion?) {
    let target = proxied.target
    let path = proxied.path
    let query = Self.query(target.dropFirst(path.count + 1))
    let watch = query.first { $0.name == "watch" }.map { $0.value.lowercased() }
    let plain = URLEscapes.resolved(path[...])
    request = Request(
      method: proxied.method, path: plain,
      isWatch: watch.map { $0 != "false" && $0 != "0" } ?? false)
    impersonatedUser = proxied.head.value("impersonate-user")
    impersonatedGroups = proxied.head.values("impersonate-group")
    impersonated = Self.details(of: proxied.head)
    guard case .resource(var resource) = request else { return }
    if resource.name.isEmpty, ["list", "watch"].contains(resource.verb),
      Request.verb(inPath: plain) == nil,
      let name = query.first(where: { $0.name == "fieldSelector" }).flatMap({
        Self.name(in: $0.value)
      })
    {
      resource.name = name
      request = .resource(resource)
    }
    if opensStream(resource), proxied.head.value("upgrade")?.lowercased() == "websocket",
      let server, server >= KubernetesVersion(minor: 35)
    {
      resource.verb = "create"
      besides.append(.resource(resource))
    }
  }

  /// What a role has to allow: for what is sent as another, to act as that one.
  ///
  /// Source: k8s.io/apiserver, `buildImpersonationRequests` in
  /// pkg/endpoints/filters/impersonation.go.
  var asked: [Request] {
    guard let other = impersonatedUser else { return [request] + besides }
    let account = User(name: other).serviceAccount
    let users = ResourceRequest(
      verb: "impersonate", apiGroup: "", resource: account == nil ? "users" : "serviceaccounts",
      namespace: account?.namespace ?? "", name: account?.name ?? other)
    let groups = impersonatedGroups.map {
      ResourceRequest(verb: "impersonate", apiGroup: "", resource: "groups", name: $0)
    }
    return ([users] + groups + impersonated).map(Request.resource)
  }

  /// The same as an event of the audit log has it.
  var impersonatedDetails: [(String, YAMLValue)] {
    var extra: [(key: String, values: [String])] = []
    var uid: [(String, YAMLValue)] = []
    for detail in impersonated {
      guard detail.resource == "userextras" else {
        uid = [("uid", .string(detail.name))]
        continue
      }
      if let place = extra.firstIndex(where: { $0.key == detail.subresource }) {
        extra[place].values.append(detail.name)
      } else {
        extra.append((detail.subresource, [detail.name]))
      }
    }
    return uid
      + (extra.isEmpty
        ? [] : [("extra", .object(extra.map { ($0.key, .strings($0.values)) }))])
  }

  private static func details(of head: HTTPHead) -> [ResourceRequest] {
    let group = "authentication.k8s.io"
    let prefix = "impersonate-extra-"
    let extras = head.fields.filter { $0.name.lowercased().hasPrefix(prefix) }.map { field in
      ResourceRequest(
        verb: "impersonate", apiGroup: group, resource: "userextras",
        subresource: URLEscapes.resolved(field.name.lowercased().dropFirst(prefix.count)),
        name: field.value)
    }
    let uids = head.values("impersonate-uid").map {
      ResourceRequest(verb: "impersonate", apiGroup: group, resource: "uids", name: $0)
    }
    return extras + uids
  }

  /// The right to create that is asked for if there is no object to patch or update, where that
  /// makes one: an apply does, and an update of a few resources.
  func possibleCreation(_ proxied: ProxiedRequest, _ server: KubernetesVersion?) -> Request? {
    guard case .resource(var resource) = request, resource.subresource.isEmpty,
      impersonatedUser == nil, ["patch", "update"].contains(resource.verb)
    else { return nil }
    let type = proxied.head.value("content-type") ?? ""
    let makesObjects = NameUse.isCreatedByUpdate(
      group: resource.apiGroup, resource: resource.resource, in: server ?? APITable.newest)
    guard makesObjects || type.hasPrefix("application/apply-patch") else { return nil }
    resource.verb = "create"
    return .resource(resource)
  }

  /// A WebSocket begins with a GET, and since 1.35 the right to create is asked for it, too.
  ///
  /// Source: kubernetes/kubernetes, pkg/registry/core/pod/rest/subresources.go.
  private func opensStream(_ request: ResourceRequest) -> Bool {
    request.apiGroup.isEmpty && request.resource == "pods" && request.verb == "get"
      && ["exec", "attach", "portforward"].contains(request.subresource)
  }

  /// The name that a field selector leaves alone, if it does.
  private static func name(in selector: String) -> String? {
    for term in selector.split(separator: ",") {
      let parts = term.split(separator: "=", omittingEmptySubsequences: true)
      guard parts.count == 2, parts[0] == "metadata.name" else { continue }
      let name = String(parts[1])
      let isSegment = name != "." && name != ".." && !name.contains("/") && !name.contains("%")
      return isSegment ? name : nil
    }
    return nil
  }

  private static func query(_ text: Substring) -> [(name: String, value: String)] {
    text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count == 2 ? URLEscapes.resolved(parts[1]) : ""
      return (URLEscapes.resolved(parts[0]), value.split(separator: "+").joined(separator: " "))
    }
  }
}
