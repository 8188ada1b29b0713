// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Whole reads and writes on a file descriptor, with interrupted and partial calls hidden.
enum Descriptor {
  /// Opens a regular file or a stream that is an input.
  ///
  /// - Parameter isNoted: whether the file is to be told from outputs.
  static func openInput(_ path: String, isNoted: Bool = true) throws(HostError) -> Int32 {
    let descriptor = try open(path)
    do throws(HostError) {
      let status = try status(descriptor, path: path)
      try refuseEndless(status, path)
      if isNoted, status.kind == .file { InputRecord.shared.note(status) }
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// Opens `path` for reading. Does not wait for a FIFO's writer: what reads it has to.
  private static func open(_ path: String) throws(HostError) -> Int32 {
    // A NUL would cut the name short and open another file.
    guard !path.utf8.contains(0) else { throw HostError(path: path, code: ENOENT) }
    while true {
      let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
      if descriptor >= 0 { return descriptor }
      if errno == ENXIO { throw HostError(path: path, reason: "is a socket") }
      if errno != EINTR { throw HostError(path: path, code: errno) }
    }
  }

  /// Throws for what may have no end: only a stream that somebody opened for this process is meant
  /// to be read.
  private static func refuseEndless(_ status: stat, _ path: String) throws(HostError) {
    guard status.kind == .other, !isOpenedForUs(path), path != "/dev/null" else { return }
    let what = status.st_mode & S_IFMT == S_IFIFO ? "a FIFO" : "a device"
    throw HostError(path: path, reason: "is \(what): give what it holds on standard input (-)")
  }

  private static func isOpenedForUs(_ path: String) -> Bool {
    let path = Paths.normalized(path)
    return path == "/dev/stdin"
      || ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"].contains(where: path.hasPrefix)
  }

  /// Reads at most `target.count` bytes; 0 at the end.
  static func read(
    _ descriptor: Int32, into target: UnsafeMutableRawBufferPointer, path: String
  ) throws(HostError) -> Int {
    while true {
      let count = systemRead(descriptor, target.baseAddress, target.count)
      if count >= 0 { return count }
      switch errno {
      case EINTR:
        if Interruption.isRequested {
          throw HostError(path: path, reason: "interrupted", kind: .interrupted)
        }
      case EAGAIN: wait(for: descriptor, events: Int16(POLLIN))
      default: throw HostError(path: path, code: errno)
      }
    }
  }

  /// Writes all of `bytes`; the system's error number when that fails, 0 otherwise.
  static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let slice = UnsafeRawBufferPointer(rebasing: rest)
      let count = systemWrite(descriptor, slice.baseAddress, slice.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        wait(for: descriptor, events: Int16(POLLOUT))
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Reads to the end, at most `limit` bytes; `expected` is a hint at how many there are.
  static func readAll(
    _ descriptor: Int32, expected: Int, limit: Int, path: String
  ) throws(HostError) -> [UInt8] {
    // One byte more than expected, so that the end is seen without growing.
    var bytes = [UInt8](repeating: 0, count: min(max(expected, 4096), limit) + 1)
    var filled = 0
    while true {
      if filled == bytes.count {
        guard filled <= limit else { throw HostError.tooLarge(path: path, limit: limit) }
        bytes.append(contentsOf: repeatElement(0, count: min(filled, limit + 1 - filled)))
      }
      let start = filled
      let result: Result<Int, HostError> = bytes.withUnsafeMutableBytes { buffer in
        do throws(HostError) {
          let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
          return .success(try read(descriptor, into: rest, path: path))
        } catch {
          return .failure(error)
        }
      }
      let count = try result.get()
      if count == 0 { break }
      filled += count
    }
    guard filled <= limit else { throw HostError.tooLarge(path: path, limit: limit) }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// The state of an open file.
  static func status(_ descriptor: Int32, path: String) throws(HostError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw HostError(path: path, code: errno) }
    return status
  }

  private static func wait(for descriptor: Int32, events: Int16) {
    var entry = pollfd(fd: descriptor, events: events, revents: 0)
    _ = poll(&entry, 1, -1)
  }
}

extension stat {
  /// What sort of thing this is.
  var kind: Files.Kind {
    switch st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    default: .other
    }
  }
}

// `Descriptor` has functions of the same names, which would hide the system's.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }

private func systemRead(_ descriptor: Int32, _ target: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{ read(descriptor, target, count) }

private func systemWrite(_ descriptor: Int32, _ source: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, source, count)
}
