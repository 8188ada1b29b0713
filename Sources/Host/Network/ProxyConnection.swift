// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A client's connection to a `LoopbackProxy`, and the one to the server behind: requests one after
/// the other, or, after an upgrade, whatever both sides say.
final class ProxyConnection {
  var client: SocketBuffer
  var server: SocketBuffer?
  private(set) var isOver = false
  private let proxy: LoopbackProxy
  var sending = Sending.head
  var answering = Answering.head
  /// What the server was asked and has not answered to the end.
  var request: ProxiedRequest?
  var answer: ProxiedAnswer?
  var closesAfterAnswer = false
  /// Answers that the observer is told of once they are on their way.
  var untold: [(request: ProxiedRequest, answer: ProxiedAnswer)] = []

  private static let longestHead = 1 << 20
  /// What is kept of an answer that says no.
  static let longestText = 1 << 16

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
    abandon()
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
    client.flush()
    tell()
    handleClient()
    server?.flush()
    var isTunnel = false
    if case .tunnel = sending { isTunnel = true }
    if client.isBroken || (client.hasEnded && !isTunnel) { close() }
    tell()
  }

  /// Tells of a request that nobody waits for any more: the server may have carried it out.
  func abandon() {
    guard let request else { return }
    self.request = nil
    if case .head = answering {
      untold.append((request, .none))
    } else if let answer {
      untold.append((request, answer))
    }
  }

  func tell() {
    for told in untold { proxy.observer.didAnswer(told.request, told.answer) }
    untold.removeAll(keepingCapacity: true)
  }

  private func handleClient() {
    while !isOver {
      switch sending {
      case .tunnel:
        server?.queue(client.received)
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
        server?.queue(client.received[..<count])
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
    var request = ProxiedRequest(head: inner, microseconds: Clock.microsecondsSince1970)
    guard !framing.isEnded, proxy.observer.wantsBody(&request) else {
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
      let text = Array(refusal.body.prefix(Self.longestText))
      untold.append((request, ProxiedAnswer(head: refusal.head, text: text)))
      return refuse(refusal, framing)
    }
    guard connect() else {
      return refuse(.init(status: 502, reason: "Bad Gateway", body: []), framing)
    }
    self.request = request
    server?.queue(request.head.bytes)
    server?.queue(start)
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
}
