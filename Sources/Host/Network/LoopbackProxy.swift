// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An HTTP proxy on 127.0.0.1 before a server on a Unix socket, for whoever knows its secret.
///
/// The secret stands at the start of each path, or is a bearer's token: clients leave credentials
/// out of connections without TLS. Some leave out the start of the path, too, where the user gives
/// a path: such a request is taken where the system says that its sender has this process's user,
/// and where it is none of a browser's.
package final class LoopbackProxy {
  /// The port that it listens on.
  package let port: UInt16
  /// 32 hexadecimal digits of the system's randomness.
  package let secret: String
  let observer: any ProxyObserver

  /// Rings when something is prepared that a connection waits for.
  let bell: Preparation.Bell
  private let listener: Int32
  private let http: LocalHTTP
  private var connections: [ProxyConnection] = []
  private var block = [UInt8](repeating: 0, count: 1 << 16)

  /// - Parameter socket: of the server behind.
  package init(to socket: String, _ observer: any ProxyObserver) throws(HostError) {
    self.observer = observer
    http = LocalHTTP(socket: socket, seconds: 30)
    var random = SystemRandomNumberGenerator()
    secret = (0..<2).map { _ in
      let digits = String(random.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
    bell = try Preparation.Bell()
    (listener, port) = try Self.listen()
  }

  deinit { close(listener) }

  /// Where clients find it.
  package var url: String { "http://127.0.0.1:\(port)/\(secret)" }

  private static func listen() throws(HostError) -> (Int32, UInt16) {
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw HostError(path: "127.0.0.1", code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && systemListen(descriptor, 512) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    guard isBound else {
      let code = errno
      close(descriptor)
      throw HostError(path: "127.0.0.1", code: code)
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// Carries what comes to and fro as long as `goesOn`, which is asked about twenty times a second.
  package func run(while goesOn: () -> Bool) {
    Console.ignoreBrokenPipes()
    var asked = ContinuousClock.now
    while true {
      let now = ContinuousClock.now
      if now >= asked {
        guard goesOn() else { break }
        asked = now + .milliseconds(50)
      }
      step()
    }
    for connection in connections {
      connection.abandon()
      connection.tell()
    }
  }

  /// Carries on what is under way, for a little while.
  private func step() {
    var entries = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
    for connection in connections {
      var client = connection.wantsClient ? Int16(POLLIN) : 0
      if connection.client.hasUnsent { client |= Int16(POLLOUT) }
      var server = connection.wantsServer ? Int16(POLLIN) : 0
      if connection.server?.hasUnsent ?? false { server |= Int16(POLLOUT) }
      // What is not asked about, poll leaves alone: it would tell of a hang-up again and again.
      entries.append(
        pollfd(fd: client == 0 ? -1 : connection.client.descriptor, events: client, revents: 0))
      entries.append(
        pollfd(
          fd: server == 0 ? -1 : connection.server?.descriptor ?? -1, events: server, revents: 0))
    }
    entries.append(pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0))
    guard poll(&entries, nfds_t(entries.count), 50) > 0 else { return }
    let hasRung = entries[entries.count - 1].revents != 0
    if hasRung { bell.silence() }
    var hasEnded = false
    for (number, connection) in connections.enumerated() {
      let (client, server) = (entries[2 * number + 1].revents, entries[2 * number + 2].revents)
      guard client != 0 || server != 0 || (hasRung && connection.isPreparing) else { continue }
      connection.advance(client: client, server: server, &block)
      hasEnded = hasEnded || connection.isOver
    }
    if hasEnded { connections.removeAll(where: \.isOver) }
    if entries[0].revents != 0 { accept() }
  }

  private func accept() {
    while true {
      let descriptor = systemAccept(listener, nil, nil)
      guard descriptor >= 0 else { return }
      var one: Int32 = 1
      setsockopt(
        descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
      connections.append(ProxyConnection(descriptor, self))
    }
  }

  func connected() -> Int32? { try? http.connected() }

  /// The request without what shows that it is allowed here; `nil` where nothing does.
  ///
  /// - Parameter client: the connection that it came by.
  func withoutSecret(_ head: HTTPHead, from client: Int32) -> HTTPHead? {
    var inner = head
    var isAllowed =
      head.value("authorization").map { Self.isEqual($0.utf8, "Bearer \(secret)".utf8) } ?? false
    let target = head.words[1].utf8
    let first = target.dropFirst().prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    if target.first == UInt8(ascii: "/"), Self.isEqual(first, secret.utf8) {
      isAllowed = true
      let rest = Substring(target[first.endIndex...])
      inner.words[1] = rest.utf8.first == UInt8(ascii: "/") ? String(rest) : "/\(rest)"
    }
    guard isAllowed || isOwn(head, client) else { return nil }
    inner.remove("authorization")
    inner.set("Host", "localhost")
    return inner
  }

  /// Whether a request without the secret is from a program of this process's user that is no
  /// browser: what a page asks for comes with these fields.
  private func isOwn(_ head: HTTPHead, _ client: Int32) -> Bool {
    let marks = ["origin", "referer", "cookie", "sec-fetch-site", "sec-fetch-mode"]
    guard head.value("host") == "127.0.0.1:\(port)",
      marks.allSatisfy({ head.value($0) == nil })
    else { return false }
    return PeerUser.id(ofClient: client, at: port) == geteuid()
  }

  /// Takes as long whatever is different.
  private static func isEqual(
    _ left: some Collection<UInt8>, _ right: some Collection<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// As an API server answers whom it does not know.
  var unauthorized: HTTPAnswer {
    let body =
      #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","#
      + #""message":"Unauthorized","reason":"Unauthorized","code":401}"#
    return HTTPAnswer(status: 401, reason: "Unauthorized", body: Array("\(body)\n".utf8))
  }
}

// `LoopbackProxy` has members of the same names, which would hide the system's.
private func systemListen(_ descriptor: Int32, _ count: Int32) -> Int32 {
  listen(descriptor, count)
}

private func systemAccept(
  _ descriptor: Int32, _ address: UnsafeMutablePointer<sockaddr>?,
  _ length: UnsafeMutablePointer<socklen_t>?
) -> Int32 {
  accept(descriptor, address, length)
}
