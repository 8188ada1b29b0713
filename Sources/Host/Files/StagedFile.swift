// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The whole new content of a file, written and not yet in its place.
///
/// Where the system can, it has no name before it takes the old one's place: then it goes with this
/// process, however that ends. Elsewhere it goes with its owner.
final class StagedFile {
  private let change: FileChange
  private let place: Place
  private var descriptor: Int32 = -1
  /// Its name, as long as it has one beside the file.
  private var temporary: String?

  private enum Place {
    /// What is there has this content already.
    case current
    /// A device or a FIFO, which is written to directly.
    case stream(Int32)
    /// The path, with symbolic links resolved, and what is there; `nil` for nothing.
    case file(String, old: stat?)
  }

  /// Writes the content beside the file. Throws where it can't stand there.
  init(_ change: FileChange) throws(HostError) {
    self.change = change
    place = try Self.place(of: change)
    guard case .file(let path, let old) = place else { return }
    do throws(HostError) {
      try write(beside: path, like: old)
    } catch {
      discard()
      throw error
    }
  }

  deinit { discard() }

  /// Whether the file would hold something else than before.
  var changesAnything: Bool { if case .current = place { false } else { true } }

  /// Throws where the file no longer holds what the change was made from.
  func check() throws(HostError) {
    guard let judged = change.judged else { return }
    let limit = max(judged.count, change.bytes.count)
    // A file that is gone has changed too. One that holds the new content already has it from the
    // same change under another name.
    guard let now = try? Files.content(of: change.path, limit: limit),
      now == judged || now == change.bytes
    else {
      throw HostError(
        path: change.path, reason: "the file changed while it was judged, and stays as it is",
        kind: .changed)
    }
  }

  /// Puts the content in its place.
  func commit() throws(HostError) {
    switch place {
    case .current: return
    case .stream(let stream):
      Console.ignoreBrokenPipes()
      let code = change.bytes.withUnsafeBytes { Descriptor.write(stream, $0) }
      guard code == 0 || code == EPIPE else { throw HostError(path: change.path, code: code) }
    case .file(let path, let old):
      try giveName(path, like: old)
      guard let temporary else { return }
      try check()
      guard rename(temporary, path) == 0 else { throw HostError(path: change.path, code: errno) }
      self.temporary = nil
      Self.synchronize(folder: Paths.parent(of: path))
    }
  }

  private func discard() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    if let temporary { unlink(temporary) }
    temporary = nil
    if case .stream(let stream) = place { close(stream) }
  }

  private static func place(of change: FileChange) throws(HostError) -> Place {
    let path = change.path
    guard !path.utf8.contains(0) else { throw HostError(path: path, code: ENOENT) }
    if let folder = change.folder { try Files.refuseOutside(folder, path) }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw HostError(path: path, code: errno) }
      var link = stat()
      if lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFLNK, stat(path, &status) != 0 {
        throw HostError(path: path, reason: "is a broken symbolic link", kind: .notFound)
      }
      return .file(path, old: nil)
    }
    switch status.kind {
    case .directory: throw HostError(path: path, code: EISDIR)
    case .other:
      // A FIFO that nobody reads would be waited for without an end.
      let stream = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
      guard stream >= 0 else {
        guard errno == ENXIO else { throw HostError(path: path, code: errno) }
        throw HostError(path: path, reason: "nobody reads it")
      }
      return .stream(stream)
    case .file:
      if holds(change.bytes, at: path, size: Int(status.st_size)) { return .current }
      // Replacing needs only the folder to be writable: a protected file asks to be left alone.
      guard access(path, W_OK) == 0 else { throw HostError(path: path, code: errno) }
      guard let resolved = Paths.resolved(path) else { throw HostError(path: path, code: errno) }
      return .file(resolved, old: status)
    }
  }

  /// Whether the regular file at `path` has exactly this content; a file that cannot be read
  /// counts as different.
  private static func holds(_ bytes: [UInt8], at path: String, size: Int) -> Bool {
    size == bytes.count && (try? Files.content(of: path, limit: size)) == bytes
  }

  private func write(beside path: String, like old: stat?) throws(HostError) {
    let folder = Paths.parent(of: path)
    switch Files.kind(of: folder) {
    case .directory: break
    case nil:
      throw HostError(path: change.path, reason: "no such folder: \(folder)", kind: .notFound)
    default: throw HostError(path: folder, code: ENOTDIR)
    }
    Console.ignoreFileSizeSignal()
    descriptor = Self.openNameless(in: folder)
    if descriptor < 0 { try openNamed(beside: path) }
    try fill(like: old)
  }

  private func fill(like old: stat?) throws(HostError) {
    var code = change.bytes.withUnsafeBytes { Descriptor.write(descriptor, $0) }
    if code == 0, let old {
      // The owner can be kept by root only; the mode comes second because a change of owner
      // clears parts of it.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      if fchmod(descriptor, old.st_mode & 0o7777) != 0 { code = errno }
    }
    if code == 0, fsync(descriptor) != 0, errno != EINVAL { code = errno }
    guard code == 0 else { throw HostError(path: change.path, code: code) }
  }

  /// A file without a name that can have one later; -1 where the file system has none.
  private static func openNameless(in folder: String) -> Int32 {
    #if os(Linux)
      // `O_TMPFILE` of asm-generic/fcntl.h, which Swift's Glibc does not have.
      open(folder, 0o20_000_000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o666)
    #else
      -1
    #endif
  }

  private func openNamed(beside path: String) throws(HostError) {
    while true {
      let name = Self.temporaryName(beside: path)
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        temporary = name
        return
      }
      guard errno == EEXIST || errno == EINTR else {
        throw HostError(path: change.path, code: errno)
      }
    }
  }

  /// Gives what was written its name for a moment, or the file's own where there is none yet.
  private func giveName(_ path: String, like old: stat?) throws(HostError) {
    guard temporary == nil else { return }
    let source = "/proc/self/fd/\(descriptor)"
    if old == nil, change.judged == nil,
      linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
    {
      return Self.synchronize(folder: Paths.parent(of: path))
    }
    for _ in 0..<100 {
      let name = Self.temporaryName(beside: path)
      if linkat(AT_FDCWD, source, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 {
        temporary = name
        return
      }
      if errno != EEXIST { break }
    }
    // Without /proc it has to be written once more.
    close(descriptor)
    try openNamed(beside: path)
    try fill(like: old)
  }

  private static func temporaryName(beside path: String) -> String {
    // The name's own length must leave room for what is put around it (255 bytes at most).
    let name = String(decoding: Paths.name(of: path).utf8.prefix(200), as: UTF8.self)
    let mark = String(UInt32.random(in: 0 ... .max), radix: 36)
    return Paths.join(Paths.parent(of: path), ".\(name).\(mark).tmp")
  }

  /// Makes the rename itself last. Not every file system can; the content is safe without.
  private static func synchronize(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
