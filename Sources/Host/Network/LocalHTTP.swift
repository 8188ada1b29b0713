// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// HTTP/1.1 over a Unix socket: one request a connection.
package struct LocalHTTP {
  package struct Request: Sendable {
    package var method: String
    package var path: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(
      method: String, path: String, headers: [(name: String, value: String)] = [],
      body: [UInt8] = []
    ) {
      self.method = method
      self.path = path
      self.headers = headers
      self.body = body
    }
  }

  /// The socket's path.
  package var socket: String
  /// How long one request may take.
  package var seconds: Int
  /// The longest answer, in bytes.
  package var limit = 1 << 22

  package init(socket: String, seconds: Int) {
    self.socket = socket
    self.seconds = seconds
  }

  /// Whether somebody listens.
  package var isReady: Bool {
    guard let descriptor = try? connected() else { return false }
    close(descriptor)
    return true
  }

  /// Sends a request and reads the answer; of one whose status is not in `wholeStatuses` only the
  /// head, so that an answer without an end, as a watch has, is no wait.
  package func send(
    _ request: Request, wholeStatuses: Set<Int>
  ) throws(HostError) -> HTTPResponse {
    Console.ignoreBrokenPipes()
    let descriptor = try connected()
    defer { close(descriptor) }
    let deadline = ContinuousClock.now + .seconds(seconds)
    try write(head(of: request) + request.body, to: descriptor, until: deadline)
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      try wait(for: descriptor, Int16(POLLIN), until: deadline)
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count >= 0 else { throw HostError(path: socket, code: errno) }
      answer += chunk[..<count]
      guard answer.count <= limit else { throw HostError.tooLarge(path: socket, limit: limit) }
      let response = HTTPResponse(answer, isEnded: count == 0)
      if let response, response.isWhole || !wholeStatuses.contains(response.status) {
        return response
      }
      guard count > 0 else {
        throw HostError(path: socket, reason: "the answer broke off")
      }
    }
  }

  private func head(of request: Request) -> [UInt8] {
    var head = "\(request.method) \(request.path) HTTP/1.1\r\nHost: localhost\r\n"
    head += "Connection: close\r\nAccept: application/json\r\n"
    for (name, value) in request.headers { head += "\(name): \(value)\r\n" }
    if !request.body.isEmpty { head += "Content-Length: \(request.body.count)\r\n" }
    return Array((head + "\r\n").utf8)
  }

  /// A connection that does not block.
  func connected() throws(HostError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array(socket.utf8)
    guard path.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw HostError(path: socket, code: ENAMETOOLONG)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = systemSocket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { throw HostError(path: socket, code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let code = errno
      close(descriptor)
      throw HostError(path: socket, code: code)
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    return descriptor
  }

  private func write(
    _ bytes: [UInt8], to descriptor: Int32, until deadline: ContinuousClock.Instant
  ) throws(HostError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      try wait(for: descriptor, Int16(POLLOUT), until: deadline)
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR, errno != EAGAIN {
        throw HostError(path: socket, code: errno)
      }
    }
  }

  private func wait(
    for descriptor: Int32, _ events: Int16, until deadline: ContinuousClock.Instant
  ) throws(HostError) {
    while true {
      guard ContinuousClock.now < deadline else {
        throw HostError(path: socket, reason: "no answer after \(seconds) s", kind: .timedOut)
      }
      var entry = pollfd(fd: descriptor, events: events, revents: 0)
      if poll(&entry, 1, 200) > 0 { return }
    }
  }
}

// `LocalHTTP` has members of the same names, which would hide the system's.
private func systemSocket(_ domain: Int32, _ type: Int32, _ protocolNumber: Int32) -> Int32 {
  socket(domain, type, protocolNumber)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
