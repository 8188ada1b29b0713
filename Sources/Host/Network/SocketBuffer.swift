// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One end of a proxy's connection: a socket that does not block, with what is still to be sent.
struct SocketBuffer {
  private(set) var descriptor: Int32
  /// What has come and was not handled yet.
  var received: [UInt8] = []
  private var unsent: [UInt8] = []
  private var sentCount = 0
  private var endsAfterSending = false
  private(set) var isAtEnd = false
  /// Whether nothing can be sent any more.
  private(set) var isBroken = false

  /// More than this is not read before the other side has taken what came.
  static let enough = 1 << 18

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Whether all that was to be sent is, and no more follows.
  var hasEnded: Bool { endsAfterSending && !hasUnsent }
  var hasUnsent: Bool { sentCount < unsent.count }
  var hasEnough: Bool { unsent.count - sentCount > Self.enough }

  /// Reads what there is, at most a block.
  mutating func receive(_ block: inout [UInt8]) {
    let count = read(descriptor, &block, block.count)
    if count > 0 {
      received += block[..<count]
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      isAtEnd = true
    }
  }

  /// Sends them with the next `flush`: what goes out at once wakes the other side once.
  mutating func queue(_ bytes: some Collection<UInt8>) {
    if !isBroken { unsent += bytes }
  }

  /// Takes what has come out, so that it can be handled without a copy; what is left of it is to be
  /// put back.
  mutating func takeReceived() -> [UInt8] {
    let bytes = received
    received = []
    return bytes
  }

  mutating func send(_ bytes: some Collection<UInt8>) {
    queue(bytes)
    flush()
  }

  mutating func flush() {
    while hasUnsent {
      let count = unsent[sentCount...].withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        sentCount += count
      } else if count < 0, errno == EAGAIN {
        break
      } else if count == 0 || errno != EINTR {
        isBroken = true
        sentCount = unsent.count
      }
    }
    if !hasUnsent {
      unsent.removeAll(keepingCapacity: true)
      sentCount = 0
      if endsAfterSending { shutdown(descriptor, Int32(SHUT_WR)) }
    } else if sentCount > Self.enough {
      unsent.removeFirst(sentCount)
      sentCount = 0
    }
  }

  /// Says that nothing more is sent, once what is still unsent is.
  mutating func endSending() {
    guard !endsAfterSending else { return }
    endsAfterSending = true
    flush()
  }

  mutating func close() {
    if descriptor >= 0 { systemClose(descriptor) }
    descriptor = -1
  }
}

// `SocketBuffer` has members of the same names, which would hide the system's.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

private func systemClose(_ descriptor: Int32) { close(descriptor) }
