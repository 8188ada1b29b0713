// SPDX-License-Identifier: Apache-2.0

/// What the server behind says.
extension ProxyConnection {
  func handleServer() {
    while !isOver, server != nil {
      if case .tunnel = sending {
        client.queue(server?.received ?? [])
        server?.received.removeAll(keepingCapacity: true)
        if server?.isAtEnd ?? true { client.endSending() }
        return
      }
      guard request != nil else {
        // Nobody waits for it: it has ended the connection.
        if server?.isAtEnd ?? false { server?.close(); server = nil }
        return
      }
      switch answering {
      case .head:
        guard readAnswerHead() else {
          if server?.isAtEnd ?? true { breakOff() }
          return
        }
      case .body(var framing):
        var received = server?.takeReceived() ?? []
        let count = framing.consume(received[...])
        keepText(received[..<count])
        client.queue(received[..<count])
        received.removeFirst(count)
        server?.received = received
        answering = .body(framing)
        if framing.isEnded || (framing.endsWithConnection && server?.isAtEnd ?? true) {
          if framing.endsWithConnection { closesAfterAnswer = true }
          endAnswer()
          continue
        }
        if framing.isBroken || server?.isAtEnd ?? true { breakOff() }
        return
      }
    }
  }

  private func readAnswerHead() -> Bool {
    guard let request, let end = server.flatMap({ HTTPHead.end(in: $0.received) }) else {
      return false
    }
    var bytes = server?.takeReceived() ?? []
    guard let head = HTTPHead(bytes[..<end]), let status = head.status else {
      breakOff()
      return false
    }
    client.queue(bytes[..<end])
    bytes.removeFirst(end)
    server?.received = bytes
    // `100 Continue` and its like come before the answer.
    if status / 100 == 1, status != 101 { return true }
    answer = ProxiedAnswer(head: head, text: [])
    closesAfterAnswer = head.lists("close", in: "connection")
    if status == 101 {
      if let answer { untold.append((request, answer)) }
      self.request = nil
      sending = .tunnel
      return true
    }
    let framing = BodyFraming(ofAnswer: head, to: request.method)
    answering = .body(framing)
    // A watch is answered when it begins, not when it ends.
    if status < 400, let answer {
      untold.append((request, answer))
      self.answer = nil
    }
    return true
  }

  private func keepText(_ bytes: ArraySlice<UInt8>) {
    guard let count = answer?.text.count, count < Self.longestText else { return }
    answer?.text += bytes.prefix(Self.longestText - count)
  }

  private func endAnswer() {
    if let request, let answer { untold.append((request, answer)) }
    answer = nil
    request = nil
    answering = .head
    guard !closesAfterAnswer else {
      client.endSending()
      if !client.hasUnsent { close() }
      return
    }
    // A body that the server did not want to its end leaves nothing to go on with.
    if case .answer = sending { return sending = .head }
    client.flush()
    close()
  }

  /// The server ended in the middle.
  private func breakOff() {
    if let request, answer == nil, case .head = answering {
      let answer = HTTPAnswer(status: 502, reason: "Bad Gateway", body: [])
      untold.append((request, ProxiedAnswer(head: answer.head, text: [])))
      client.send(answer.head.bytes)
      self.request = nil
    }
    abandon()
    client.endSending()
    if !client.hasUnsent { close() }
  }
}
