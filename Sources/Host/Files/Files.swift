// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The file system, as far as rolefit needs it.
package enum Files {
  /// What is at a path, symbolic links followed.
  package enum Kind: Hashable, Sendable {
    /// A regular file.
    case file
    case directory
    /// A FIFO, a device or a socket.
    case other
  }

  /// The kind of what is at `path`; `nil` when nothing is, or when it cannot be seen.
  package static func kind(of path: String) -> Kind? {
    guard !path.utf8.contains(0) else { return nil }
    var status = stat()
    return stat(path, &status) == 0 ? status.kind : nil
  }

  /// Bytes of a regular file; `nil` for anything else.
  package static func size(of path: String) -> Int? {
    guard !path.utf8.contains(0) else { return nil }
    var status = stat()
    return stat(path, &status) == 0 && status.kind == .file ? Int(status.st_size) : nil
  }

  /// The whole content of a file that is an input: a regular one, `/dev/null`, or a stream that was
  /// opened for this process, as `/dev/stdin` and what shells make of `<(…)` are. It counts as read
  /// (see `wasRead`).
  ///
  /// Other FIFOs, devices and sockets are refused: they may never end, or wait for ever. A regular
  /// file of more than `limit` bytes is refused before it is read; of anything else, at most
  /// `limit + 1` bytes are read. A regular file that changes meanwhile is an error of the kind
  /// `changed`: what was read of it is neither the old nor the new.
  package static func read(_ path: String, limit: Int) throws(HostError) -> [UInt8] {
    let descriptor = try Descriptor.openInput(path)
    defer { close(descriptor) }
    return try readOpened(descriptor, path: path, limit: limit)
  }

  /// As `read`, for what was written or may be: it does not count as read.
  package static func content(of path: String, limit: Int) throws(HostError) -> [UInt8] {
    let descriptor = try Descriptor.openInput(path, isNoted: false)
    defer { close(descriptor) }
    return try readOpened(descriptor, path: path, limit: limit)
  }

  /// Whether the file at `path` is one that this process has read as an input, by whatever name.
  package static func wasRead(_ path: String) -> Bool { InputRecord.shared.holds(path) }

  /// What standard input is called in messages.
  package static let standardInputName = "<stdin>"

  private static func readOpened(
    _ descriptor: Int32, path: String, limit: Int
  ) throws(HostError) -> [UInt8] {
    let status = try Descriptor.status(descriptor, path: path)
    var expected = 0
    switch status.kind {
    case .directory: throw HostError(path: path, code: EISDIR)
    case .file:
      expected = Int(status.st_size)
      guard expected <= limit else { throw HostError.tooLarge(path: path, limit: limit) }
    case .other: expected = 1 << 16
    }
    let bytes = try Descriptor.readAll(descriptor, expected: expected, limit: limit, path: path)
    try refuseChanged(descriptor, since: status, path: path)
    return bytes
  }
}
