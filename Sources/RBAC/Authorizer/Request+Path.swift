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
    var parts = path.split(separator: "/").map(String.init)[...]
    var group = ""
    if parts.first == "api", parts.count > 2 {
      parts = parts.dropFirst(2)
    } else if parts.first == "apis", parts.count > 3 {
      group = parts[parts.startIndex + 1]
      parts = parts.dropFirst(3)
    } else {
      self = .nonResource(NonResourceRequest(verb: method ?? "", path: path))
      return
    }
    var request = ResourceRequest(verb: "", apiGroup: group, resource: "")
    if parts.first == "namespaces", parts.count > 1 {
      request.namespace = parts[parts.startIndex + 1]
      let isOfNamespace =
        parts.count < 3 || ["status", "finalize"].contains(parts[parts.startIndex + 2])
      if !isOfNamespace { parts = parts.dropFirst(2) }
    }
    request.resource = parts.popFirst() ?? ""
    request.name = parts.popFirst() ?? ""
    request.subresource = parts.popFirst() ?? ""
    request.verb = method.map { Self.verb($0, isNamed: !request.name.isEmpty, isWatch) } ?? ""
    self = .resource(request)
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
