// SPDX-License-Identifier: Apache-2.0

/// A request whose body is gathered before it is sent on.
struct HeldRequest {
  private(set) var request: ProxiedRequest
  private(set) var framing: BodyFraming
  /// What has come of the body, as it came.
  private(set) var bytes: [UInt8] = []
  /// Whether the client waits to be told that its body is wanted.
  let isAwaited: Bool
  private let isChunked: Bool

  /// What tells it so.
  static let goAhead = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

  init(_ request: ProxiedRequest, _ framing: BodyFraming) {
    self.request = request
    self.framing = framing
    isAwaited = request.head.value("expect")?.lowercased() == "100-continue"
    isChunked = request.head.value("transfer-encoding") != nil
    // It has been told.
    if isAwaited { self.request.head.remove("expect") }
  }

  /// Whether there is nothing to wait for: the body is there, or is longer than anybody reads.
  var isReady: Bool { framing.isEnded || bytes.count > ProxiedRequest.longestBody }

  /// Takes what belongs to the body; how much that is.
  mutating func take(_ received: ArraySlice<UInt8>) -> Int {
    let count = framing.consume(received)
    bytes += received.prefix(count)
    if framing.isEnded, bytes.count <= ProxiedRequest.longestBody {
      request.body = isChunked ? HTTPResponse.unchunked(bytes[...]).body : bytes
    }
    return count
  }
}
