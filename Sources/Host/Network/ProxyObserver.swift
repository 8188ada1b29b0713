// SPDX-License-Identifier: Apache-2.0

/// A request that goes through a `LoopbackProxy`.
package struct ProxiedRequest: Sendable {
  /// Without the proxy's own marks: its target is what the server behind is asked for.
  package var head: HTTPHead
  /// When it came, in microseconds since the start of 1970.
  package var microseconds: Int64

  package var method: String { head.words[0] }
  /// Path and query.
  package var target: String { head.words[1] }
}

/// What became of it.
package struct ProxiedAnswer: Sendable {
  package var head: HTTPHead
  /// The start of the body of an answer that forbids; empty for others.
  package var text: [UInt8]
}

/// Who looks at what goes through a `LoopbackProxy`.
package protocol ProxyObserver: AnyObject {
  /// May change a request before it is sent on; an answer instead, where it is not to be.
  func willSend(_ request: inout ProxiedRequest) -> HTTPAnswer?
  func didAnswer(_ request: ProxiedRequest, _ answer: ProxiedAnswer)
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
