// SPDX-License-Identifier: Apache-2.0

/// A request that goes through a `LoopbackProxy`.
package struct ProxiedRequest: Sendable {
  /// Without the proxy's own marks: its target is what the server behind is asked for.
  package var head: HTTPHead
  /// When it came, in microseconds since the start of 1970.
  package var microseconds: Int64
  /// The body, where the observer wanted it and it is no longer than `longestBody`.
  package var body: [UInt8]?
  /// For the observer, who may tell requests apart by it.
  package var mark = 0
  /// What the observer has made of it, for its later questions.
  package var reading: (any Sendable)?

  /// More than an API server takes in one request. Source: k8s.io/apiserver,
  /// `MaxRequestBodyBytes` in pkg/server/config.go: 3 MiB.
  package static let longestBody = 1 << 22

  package init(head: HTTPHead, microseconds: Int64) {
    self.head = head
    self.microseconds = microseconds
  }

  package var method: String { head.words[0] }
  /// Path and query.
  package var target: String { head.words[1] }
  /// The target without its query.
  package var path: String {
    String(target.prefix(upTo: target.utf8.firstIndex(of: 0x3F) ?? target.endIndex))
  }
}

/// What became of it.
package struct ProxiedAnswer: Sendable {
  /// Without a status where the client did not wait for an answer.
  package var head: HTTPHead
  /// The start of the body of an answer that says no; empty for others.
  package var text: [UInt8]

  static let none = ProxiedAnswer(head: HTTPHead(words: []), text: [])
}

/// Who looks at what goes through a `LoopbackProxy`.
package protocol ProxyObserver: AnyObject {
  /// Whether a request is to be held until its body is there, which it is given with.
  func wantsBody(_ request: inout ProxiedRequest) -> Bool
  /// What takes time and has to be done before `willSend`: it is done on a thread of its own, while
  /// all else is carried. May mark the request.
  func preparation(of request: inout ProxiedRequest) -> (@Sendable () -> Void)?
  /// May change a request before it is sent on; an answer instead, where it is not to be.
  func willSend(_ request: inout ProxiedRequest) -> HTTPAnswer?
  /// Is told of each request that was sent on or answered, once: when its answer is on its way, or
  /// the client has gone.
  func didAnswer(_ request: ProxiedRequest, _ answer: ProxiedAnswer)
}

extension ProxyObserver {
  package func wantsBody(_ request: inout ProxiedRequest) -> Bool { false }
  package func preparation(of request: inout ProxiedRequest) -> (@Sendable () -> Void)? { nil }
}

/// An answer that a proxy gives itself.
package struct HTTPAnswer: Sendable {
  package var status: Int
  package var reason: String
  package var body: [UInt8]

  package init(status: Int, reason: String, body: [UInt8]) {
    self.status = status
    self.reason = reason
    self.body = body
  }

  var head: HTTPHead {
    HTTPHead(
      words: ["HTTP/1.1", "\(status)", reason],
      fields: [
        HTTPHead.Field("Content-Type", "application/json"),
        HTTPHead.Field("Content-Length", "\(body.count)"),
        HTTPHead.Field("X-Content-Type-Options", "nosniff"),
        HTTPHead.Field("Connection", "close"),
      ])
  }
}
