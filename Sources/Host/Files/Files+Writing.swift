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
    try writeWhole([FileChange(path, bytes)])
  }

  /// As `writeWhole(_:to:)`, for several files: before the first takes its place, all are written
  /// and none of them has changed since it was judged.
  ///
  /// A file that changed meanwhile is an error of the kind `changed`.
  @discardableResult
  package static func writeWhole(_ changes: [FileChange]) throws(HostError) -> Bool {
    var staged: [StagedFile] = []
    for change in changes { staged.append(try StagedFile(change)) }
    for file in staged { try file.check() }
    for file in staged { try file.commit() }
    return staged.contains(where: \.changesAnything)
  }

  /// Throws where a file could not be written, as far as that shows beforehand: a folder is there,
  /// or a file or a folder on the way that the user may not write into.
  package static func checkWritable(_ path: String) throws(HostError) {
    switch kind(of: path) {
    case .directory: throw HostError(path: path, code: EISDIR)
    // A device is written to; a file gives its place to another.
    case .other: try checkAccess(path, W_OK)
    case .file, nil:
      var folder = Paths.parent(of: path)
      while kind(of: folder) == nil, Paths.parent(of: folder) != folder {
        folder = Paths.parent(of: folder)
      }
      guard kind(of: folder) == .directory else { throw HostError(path: folder, code: ENOTDIR) }
      try checkAccess(folder, W_OK | X_OK)
    }
  }

  private static func checkAccess(_ path: String, _ mode: Int32) throws(HostError) {
    if access(path, mode) != 0 { throw HostError(path: path, code: errno) }
  }

  /// Makes a file that only its owner may read; one that is there is an error.
  package static func writePrivate(_ bytes: [UInt8], to path: String) throws(HostError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HostError(path: path, code: errno) }
    let code = bytes.withUnsafeBytes { Descriptor.write(descriptor, $0) }
    close(descriptor)
    if code != 0 { throw HostError(path: path, code: code) }
  }
}
