// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A client's connection to a `LoopbackProxy`, and the one to the server behind: requests one after
/// the other, or, after an upgrade, whatever both sides say.
final class ProxyConnection {
  private(set) var client: SocketBuffer
  private(set) var server: SocketBuffer?
  private(set) var isOver = false
  private let proxy: LoopbackProxy
  private(set) var sending = Sending.head
  private var answering = Answering.head
  private var request: ProxiedRequest?
  private var answer: ProxiedAnswer?
  private var closesAfterAnswer = false

  private static let longestHead = 1 << 20
  /// What is kept of an answer that says no.
  private static let longestText = 1 << 16

  init(_ descriptor: Int32, _ proxy: LoopbackProxy) {
    client = SocketBuffer(descriptor)
    self.proxy = proxy
  }

  deinit { close() }

  /// Whether it is worth while to read from the client, and from the server.
  var wantsClient: Bool {
    !client.isAtEnd && !(server?.hasEnough ?? false) && client.received.count < SocketBuffer.enough
  }
  var wantsServer: Bool { !(server?.isAtEnd ?? true) && !client.hasEnough }

  func close() {
    client.close()
    server?.close()
    server = nil
    isOver = true
  }

  /// Reads and writes what can be.
  func advance(client clientEvents: Int16, server serverEvents: Int16, _ block: inout [UInt8]) {
    let readable = Int16(POLLIN | POLLHUP | POLLERR)
    if clientEvents & readable != 0, wantsClient { client.receive(&block) }
    if serverEvents & readable != 0, wantsServer { server?.receive(&block) }
    if clientEvents & Int16(POLLOUT) != 0 { client.flush() }
    if serverEvents & Int16(POLLOUT) != 0 { server?.flush() }
    handleServer()
    handleClient()
    var isTunnel = false
    if case .tunnel = sending { isTunnel = true }
    if client.isBroken || (client.hasEnded && !isTunnel) { close() }
  }

  private func handleClient() {
    while !isOver {
      switch sending {
      case .tunnel:
        server?.send(client.received)
        client.received.removeAll(keepingCapacity: true)
        if client.isAtEnd { server?.endSending() }
        if client.isAtEnd, server?.isAtEnd ?? true, !client.hasUnsent { close() }
        return
      case .answer:
        // A client that goes away no longer wants its answer.
        if client.isAtEnd { close() }
        return
      case .head:
        guard readHead() else {
          if client.isAtEnd, !client.hasUnsent { close() }
          return
        }
      case .whole(var held):
        client.received.removeFirst(held.take(client.received[...]))
        guard !held.framing.isBroken else { return close() }
        sending = .whole(held)
        guard held.isReady else {
          if client.isAtEnd { close() }
          return
        }
        prepare(held.request, held.framing, held.bytes)
      case .preparing(let request, let framing, let start, let preparation):
        guard preparation.isDone else {
          if client.isAtEnd { close() }
          return
        }
        pass(request, framing, start)
      case .body(var framing):
        let count = framing.consume(client.received[...])
        server?.send(client.received[..<count])
        client.received.removeFirst(count)
        guard !framing.isBroken else { return close() }
        sending = framing.isEnded ? .answer : .body(framing)
        if !framing.isEnded {
          if client.isAtEnd { close() }
          return
        }
      case .discard(var framing):
        client.received.removeFirst(framing.consume(client.received[...]))
        sending = .discard(framing)
        if framing.isEnded || framing.isBroken || client.isAtEnd {
          client.endSending()
          if !client.hasUnsent { close() }
        }
        return
      }
    }
  }

  /// Takes a head from what has come; false where there is none yet, or the connection ends.
  private func readHead() -> Bool {
    guard let end = HTTPHead.end(in: client.received) else {
      if client.received.count > Self.longestHead { close() }
      return false
    }
    let head = HTTPHead(client.received[..<end])
    client.received.removeFirst(end)
    guard let head, head.words.count == 3, let framing = BodyFraming(ofRequest: head) else {
      refuse(.init(status: 400, reason: "Bad Request", body: []), nil)
      return true
    }
    guard let inner = proxy.withoutSecret(head, from: client.descriptor) else {
      refuse(proxy.unauthorized, framing)
      return true
    }
    let request = ProxiedRequest(head: inner, microseconds: Clock.microsecondsSince1970)
    guard !framing.isEnded, proxy.observer.wantsBody(request) else {
      prepare(request, framing, [])
      return true
    }
    let held = HeldRequest(request, framing)
    // Nobody else tells the client to go on.
    if held.isAwaited { client.send(HeldRequest.goAhead) }
    sending = .whole(held)
    return true
  }

  /// Has what takes time done beside what else is carried.
  private func prepare(_ request: ProxiedRequest, _ framing: BodyFraming, _ start: [UInt8]) {
    var request = request
    guard let work = proxy.observer.preparation(of: &request) else {
      return pass(request, framing, start)
    }
    sending = .preparing(request, framing, start: start, Preparation(work, proxy.bell))
  }

  /// Sends a request on, or answers it.
  ///
  /// - Parameter start: of its body, as it came.
  private func pass(_ request: ProxiedRequest, _ framing: BodyFraming, _ start: [UInt8]) {
    var request = request
    if let refusal = proxy.observer.willSend(&request) {
      proxy.observer.didAnswer(
        request,
        ProxiedAnswer(head: refusal.head, text: Array(refusal.body.prefix(Self.longestText))))
      return refuse(refusal, framing)
    }
    self.request = request
    guard connect() else {
      return refuse(.init(status: 502, reason: "Bad Gateway", body: []), framing)
    }
    server?.send(request.head.bytes)
    server?.send(start)
    answering = .head
    sending = framing.isEnded ? .answer : .body(framing)
  }

  private func refuse(_ answer: HTTPAnswer, _ framing: BodyFraming?) {
    client.send(answer.head.bytes + answer.body)
    if let framing, !framing.isEnded {
      sending = .discard(framing)
    } else {
      client.endSending()
      sending = .answer
      if !client.hasUnsent { close() }
    }
  }

  private func connect() -> Bool {
    if let server, !server.isAtEnd, !server.isBroken { return true }
    server?.close()
    server = proxy.connected().map(SocketBuffer.init)
    return server != nil
  }

  private func handleServer() {
    while !isOver, server != nil {
      if case .tunnel = sending {
        client.send(server?.received ?? [])
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
        let received = server?.received ?? []
        let count = framing.consume(received[...])
        keepText(received[..<count])
        client.send(received[..<count])
        server?.received.removeFirst(count)
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
    guard let request, let bytes = server?.received, let end = HTTPHead.end(in: bytes) else {
      return false
    }
    guard let head = HTTPHead(bytes[..<end]), let status = head.status else {
      breakOff()
      return false
    }
    client.send(bytes[..<end])
    server?.received.removeFirst(end)
    // `100 Continue` and its like come before the answer.
    if status / 100 == 1, status != 101 { return true }
    answer = ProxiedAnswer(head: head, text: [])
    closesAfterAnswer = head.lists("close", in: "connection")
    if status == 101 {
      if let answer { proxy.observer.didAnswer(request, answer) }
      self.request = nil
      sending = .tunnel
      return true
    }
    let framing = BodyFraming(ofAnswer: head, to: request.method)
    answering = .body(framing)
    // A watch is answered when it begins, not when it ends.
    if status < 400, let answer {
      proxy.observer.didAnswer(request, answer)
      self.answer = nil
    }
    return true
  }

  private func keepText(_ bytes: ArraySlice<UInt8>) {
    guard let count = answer?.text.count, count < Self.longestText else { return }
    answer?.text += bytes.prefix(Self.longestText - count)
  }

  private func endAnswer() {
    if let request, let answer { proxy.observer.didAnswer(request, answer) }
    answer = nil
    request = nil
    answering = .head
    guard !closesAfterAnswer else {
      client.endSending()
      if !client.hasUnsent { close() }
      return
    }
    // A body that the server did not want to its end leaves nothing to go on with.
    if case .answer = sending { sending = .head } else { close() }
  }

  /// The server ended in the middle.
  private func breakOff() {
    if let request, answer == nil, case .head = answering {
      let answer = HTTPAnswer(status: 502, reason: "Bad Gateway", body: [])
      proxy.observer.didAnswer(request, ProxiedAnswer(head: answer.head, text: []))
      client.send(answer.head.bytes)
    }
    request = nil
    client.endSending()
    if !client.hasUnsent { close() }
  }
}
