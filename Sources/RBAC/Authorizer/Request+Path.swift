// SPDX-License-Identifier: Apache-2.0

extension Request {
  /// What an HTTP request asks the authorizer for, by its path alone: field selectors are not read.
  ///
  /// Source: k8s.io/apiserver, `NewRequestInfo` in pkg/endpoints/request/requestinfo.go.
  ///
  /// - Parameters:
  ///   - method: `GET`, in any case; `nil` where it is not known, which leaves the verb empty.
  ///   - path: without host and query.
  ///   - isWatch: whether the query has `watch` switched on.
  package init(method: String?, path: String, isWatch: Bool = false) {
    let method = method?.lowercased()
    guard case (let group, var parts)? = Self.parts(of: path) else {
      self = .nonResource(NonResourceRequest(verb: method ?? "", path: path))
      return
    }
    var request = ResourceRequest(verb: "", apiGroup: group, resource: "")
    let prefix = Self.verb(in: parts)
    if prefix != nil { parts = parts.dropFirst() }
    if parts.first == "namespaces", parts.count > 1 {
      request.namespace = parts[parts.startIndex + 1]
      let isOfNamespace =
        parts.count < 3 || ["status", "finalize"].contains(parts[parts.startIndex + 2])
      if !isOfNamespace { parts = parts.dropFirst(2) }
    }
    request.resource = parts.popFirst() ?? ""
    request.name = parts.popFirst() ?? ""
    // What follows is the path of what is behind the proxy.
    request.subresource = prefix == "proxy" ? "" : parts.popFirst() ?? ""
    request.verb =
      prefix ?? method.map { Self.verb($0, isNamed: !request.name.isEmpty, isWatch) } ?? ""
    self = .resource(request)
  }

  /// The verb that stands before the resource in paths of old: `watch` in `/api/v1/watch/pods`.
  package static func verb(inPath path: String) -> String? {
    parts(of: path).flatMap { verb(in: $0.parts) }
  }

  private static func verb(in parts: ArraySlice<String>) -> String? {
    guard parts.count > 1, let first = parts.first, ["watch", "proxy"].contains(first) else {
      return nil
    }
    return first
  }

  /// What follows the version; `nil` for other paths than those of resources.
  private static func parts(of path: String) -> (group: String, parts: ArraySlice<String>)? {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }[...]
    if parts.first == "api", parts.count > 2 { return ("", parts.dropFirst(2)) }
    guard parts.first == "apis", parts.count > 3 else { return nil }
    return (parts[parts.startIndex + 1], parts.dropFirst(3))
  }

  private static func verb(_ method: String, isNamed: Bool, _ isWatch: Bool) -> String {
    switch method {
    case "post": "create"
    case "put": "update"
    case "get", "head": isNamed ? "get" : isWatch ? "watch" : "list"
    case "delete": isNamed ? "delete" : "deletecollection"
    default: method
    }
  }
}
