// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The URL in a client's message, which is all that some print of a refusal.
struct ForbiddenURL {
  /// The HTTP method before the URL; `nil` where there is none.
  let method: String?
  /// What the path asks of the API server, without a verb where there is no method; `nil` for a
  /// path that is not below `/api` or `/apis`.
  let request: Request?
  /// What a kubelet asks for the path, if the URL is one's; empty where it is not, or where there
  /// is no method.
  let kubeletRequests: [Request]

  /// The first URL in `text` that is an API server's or a kubelet's.
  init?(in text: String) {
    let words = text.split(whereSeparator: { " \t\"'<>()[],".contains($0) })
    for (index, word) in words.enumerated() where word.contains("/") {
      let (host, path, query) = Self.parts(of: word)
      let method = words[..<index].last {
        Self.methods.contains($0.filter(\.isLetter).uppercased())
      }
      .map { $0.filter(\.isLetter).uppercased() }
      let subresources = host.hasSuffix(":10250") ? Self.subresources(of: path) : []
      if let start = ["/api/", "/apis/"].compactMap({ path.firstRange(of: $0)?.lowerBound }).min() {
        let isWatch = query.contains("watch=true") || query.contains("watch=1")
        self.method = method
        request = Request(method: method, path: String(path[start...]), isWatch: isWatch)
        kubeletRequests = []
        return
      } else if !subresources.isEmpty {
        self.method = method
        request = nil
        // Scrapers say no method: they read.
        kubeletRequests = subresources.map { subresource in
          .resource(
            ResourceRequest(
              verb: Self.verb(method ?? "GET"), apiGroup: "", resource: "nodes",
              subresource: subresource))
        }
        return
      }
    }
    return nil
  }

  private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

  private static func parts(of word: Substring) -> (host: String, path: String, query: String) {
    let halves = word.split(separator: "?", maxSplits: 1).map(String.init)
    var rest = (halves.first ?? "")[...]
    while let last = rest.last, ".:;".contains(last) { rest.removeLast() }
    var host = ""
    if let scheme = rest.firstRange(of: "://")?.upperBound {
      host = String(rest[scheme...].prefix { $0 != "/" })
      rest = rest[scheme...].drop { $0 != "/" }
    } else if rest.first != "/" {
      rest = rest.drop { $0 != "/" }
    }
    return (host, String(rest), halves.count > 1 ? halves[1] : "")
  }

  private static func verb(_ method: String) -> String {
    switch method {
    case "POST": "create"
    case "PUT": "update"
    case "PATCH": "patch"
    case "DELETE": "delete"
    default: "get"
    }
  }

  /// Source: kubernetes/kubernetes, `GetRequestAttributes` in pkg/kubelet/server/auth.go.
  private static func subresources(of path: String) -> [String] {
    switch path.split(separator: "/").first.map(String.init) {
    case nil: []
    case "stats"?: ["stats"]
    case "metrics"?: ["metrics"]
    case "logs"?: ["log"]
    case "checkpoint"?: ["checkpoint"]
    case "pods"?, "runningpods"?: ["pods", "proxy"]
    case "healthz"?: ["healthz", "proxy"]
    case "configz"?, "flagz"?: ["configz", "proxy"]
    case "statusz"?: ["statusz", "proxy"]
    default: ["proxy"]
    }
  }
}
