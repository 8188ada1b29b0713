// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What can be asked of the authorizer about paths that are no resources.
///
/// Source: k8s.io/apiserver, pkg/endpoints/request/requestinfo.go: the verb is the HTTP method in
/// lower case.
package enum PathRequest {
  /// Why no request has a path.
  package enum Fault: Hashable, Sendable {
    /// A star that is not the last letter, and so no wildcard.
    case innerStar
    /// Paths begin with a slash.
    case noSlash
    /// Several paths in one entry, or a query behind one.
    case notAPath
  }

  /// The methods in lower case.
  package static let methods = [
    "get", "head", "post", "put", "patch", "delete", "options", "connect", "trace",
  ]

  /// What keeps every request from having a path of a rule; `nil` where one may.
  package static func fault(of url: String) -> Fault? {
    var prefix = Substring(url)
    while prefix.last == "*" { prefix.removeLast() }
    if prefix.contains("*") { return .innerStar }
    if prefix.isEmpty, !url.isEmpty { return nil }
    if !prefix.hasPrefix("/") { return .noSlash }
    let isList = prefix.contains(",/") || prefix.contains { $0.isWhitespace }
    return isList || prefix.contains("?") || prefix.contains("#") ? .notAPath : nil
  }

  /// Whether servers would ever ask about paths with a verb.
  package static func judge(verb: String) -> Judgement {
    if verb == "*" || methods.contains(verb) { return .live }
    let plain = verb.lowercased().filter { !$0.isWhitespace }
    if VerbSet(verb: plain) != nil, !methods.contains(plain) {
      return .unservedVerb(served: Array(methods.prefix(7)))
    }
    if let meant = Suggestion.method(misspelt: verb) { return .unknownVerb(suggestion: meant) }
    return APITable.isOneWord(verb) ? .customVerb : .unknownVerb(suggestion: nil)
  }

  /// The resource that kubelets ask for where a path is theirs: the API server has no such path.
  ///
  /// Source: kubernetes/kubernetes, pkg/kubelet/server/auth.go.
  package static func kubeletResource(of url: String) -> String? {
    let path = url.prefix { $0 != "*" }
    let parts = path.split(separator: "/")
    guard let first = parts.first else { return nil }
    switch first {
    case "metrics":
      guard parts.count > 1, ["cadvisor", "probes", "resource"].contains(parts[1]) else {
        return nil
      }
      return "nodes/metrics"
    case "stats": return "nodes/stats"
    case "spec", "pods", "runningpods", "exec", "run", "attach", "portForward", "containerLogs",
      "checkpoint":
      return "nodes/proxy"
    default: return nil
    }
  }
}
