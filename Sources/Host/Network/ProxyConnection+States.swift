// SPDX-License-Identifier: Apache-2.0

extension ProxyConnection {
  /// What the client's side is at.
  enum Sending {
    /// The next request's head.
    case head
    /// The end of a body that the observer wants to see.
    case whole(HeldRequest)
    /// What the observer finds out before the request is sent on.
    case preparing(ProxiedRequest, BodyFraming, start: [UInt8], Preparation)
    case body(BodyFraming)
    /// The answer's end.
    case answer
    /// What comes is thrown away, until the body has ended.
    case discard(BodyFraming)
    case tunnel
  }

  /// What the server's side is at.
  enum Answering {
    case head
    case body(BodyFraming)
  }

  /// Whether it goes on once the bell has rung.
  var isPreparing: Bool {
    if case .preparing = sending { true } else { false }
  }
}
