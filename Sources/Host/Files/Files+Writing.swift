// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Files {
  /// Puts `bytes` at `path`, whole or not at all; says whether anything was written.
  ///
  /// A file that already holds these bytes is left untouched. Otherwise a new file is written
  /// beside it and takes its place, with the old one's mode; on failure the old one is as it was
  /// and nothing is left behind. A symbolic link stays one, and its target is written. A device
  /// or a FIFO is written to directly. Missing folders are an error.
  @discardableResult
  package static func writeWhole(_ bytes: [UInt8], to path: String) throws(HostError) -> Bool {
    guard !path.utf8.contains(0) else { throw HostError(path: path, code: ENOENT) }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw HostError(path: path, code: errno) }
      try replace(path, with: bytes, like: nil, namedByCaller: path)
      return true
    }
    switch status.kind {
    case .directory: throw HostError(path: path, code: EISDIR)
    case .other: try writeThrough(bytes, to: path)
    case .file:
      if try holds(bytes, at: path, size: Int(status.st_size)) { return false }
      // Replacing needs only the folder to be writable: a protected file asks to be left alone.
      guard access(path, W_OK) == 0 else { throw HostError(path: path, code: errno) }
      guard let resolved = Paths.resolved(path) else { throw HostError(path: path, code: errno) }
      try replace(resolved, with: bytes, like: status, namedByCaller: path)
    }
    return true
  }

  /// Whether the regular file at `path` has exactly this content; a file that cannot be read
  /// counts as different.
  private static func holds(_ bytes: [UInt8], at path: String, size: Int) throws(HostError) -> Bool
  {
    guard size == bytes.count else { return false }
    do {
      return try read(path, limit: size) == bytes
    } catch {
      return false
    }
  }

  private static func writeThrough(_ bytes: [UInt8], to path: String) throws(HostError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw HostError(path: path, code: errno) }
    defer { close(descriptor) }
    Console.ignoreBrokenPipes()
    let code = bytes.withUnsafeBytes { Descriptor.write(descriptor, $0) }
    guard code == 0 || code == EPIPE else { throw HostError(path: path, code: code) }
  }

  private static func replace(
    _ path: String, with bytes: [UInt8], like old: stat?, namedByCaller caller: String
  ) throws(HostError) {
    let folder = Paths.parent(of: path)
    switch kind(of: folder) {
    case .directory: break
    case nil: throw HostError(path: caller, reason: "no such folder: \(folder)", kind: .notFound)
    default: throw HostError(path: folder, code: ENOTDIR)
    }
    var link = stat()
    if old == nil, lstat(path, &link) == 0 {
      throw HostError(path: caller, reason: "is a broken symbolic link", kind: .notFound)
    }
    let (descriptor, temporary) = try makeTemporary(beside: path, namedByCaller: caller)
    var code = bytes.withUnsafeBytes { Descriptor.write(descriptor, $0) }
    if code == 0, let old {
      // The owner can be kept by root only; the mode comes second because a change of owner
      // clears parts of it.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      if fchmod(descriptor, old.st_mode & 0o7777) != 0 { code = errno }
    }
    if code == 0, fsync(descriptor) != 0, errno != EINVAL { code = errno }
    close(descriptor)
    if code == 0, rename(temporary, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw HostError(path: caller, code: code)
    }
    synchronize(folder: folder)
  }

  private static func makeTemporary(
    beside path: String, namedByCaller caller: String
  ) throws(HostError) -> (descriptor: Int32, path: String) {
    // The name's own length must leave room for what is put around it (255 bytes at most).
    let name = String(decoding: Paths.name(of: path).utf8.prefix(200), as: UTF8.self)
    while true {
      let mark = String(UInt32.random(in: 0 ... .max), radix: 36)
      let temporary = Paths.join(Paths.parent(of: path), ".\(name).\(mark).tmp")
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, temporary) }
      guard errno == EEXIST || errno == EINTR else { throw HostError(path: caller, code: errno) }
    }
  }

  /// Makes the rename itself last. Not every file system can; the content is safe without.
  private static func synchronize(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
