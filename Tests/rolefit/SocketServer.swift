// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A server on a loopback port that speaks just enough HTTP to be broken in a way of its own.
final class SocketServer: @unchecked Sendable {
  struct Answer: Sendable {
    var body: String
    /// How many bytes the header promises; the body's own, if `nil`.
    var promised: Int?

    init(body: String, promised: Int? = nil) {
      self.body = body
      self.promised = promised
    }
  }

  struct Failure: Error {}

  let url: String
  private let listener: Int32

  /// - Parameter answer: what is answered to a path; `nil` for never.
  init(_ answer: @escaping @Sendable (String) -> Answer?) throws {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let listener = socket(AF_INET, stream, 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &size) == 0
      }
    }
    guard isBound else { throw Failure() }
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    Thread.detachNewThread {
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        Thread.detachNewThread { Self.serve(client, answer) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func serve(_ client: Int32, _ answer: (String) -> Answer?) {
    var request = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(client, &request, request.count)
    let text = String(decoding: request.prefix(max(0, count)), as: UTF8.self)
    let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    guard let answer = answer(path) else {
      // Until the client gives up.
      _ = read(client, &request, request.count)
      close(client)
      return
    }
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
    let length = "Content-Length: \(answer.promised ?? answer.body.utf8.count)\r\n\r\n"
    let bytes = Array((head + length + answer.body).utf8)
    _ = write(client, bytes, bytes.count)
    close(client)
  }
}
