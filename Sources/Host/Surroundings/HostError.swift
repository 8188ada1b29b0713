// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why the world outside did not do what was asked.
package struct HostError: Error, Hashable, Sendable {
  /// What went wrong, for code that decides by it.
  package enum Kind: Hashable, Sendable {
    case notFound, permissionDenied, isDirectory, notDirectory, tooLarge, timedOut, other
    /// Nobody reads what is written.
    case closedPipe
    /// A file no longer holds what was read of it.
    case changed
    /// Somebody asked this process to end (see `Interruption`).
    case interrupted
  }

  /// The file, folder or program as it was named by the caller; `<stdin>` for standard input.
  package var path: String
  /// What went wrong, as a person would say it: one clause, lower case, no full stop, without the
  /// path.
  package var reason: String
  package var kind: Kind

  package init(path: String, reason: String, kind: Kind = .other) {
    self.path = path
    self.reason = reason
    self.kind = kind
  }
}

extension HostError: CustomStringConvertible {
  /// `path: reason`.
  package var description: String { "\(path): \(reason)" }
}

extension HostError {
  /// The error that the system's error number `code` means for `path`.
  init(path: String, code: Int32) {
    switch code {
    case ENOENT: self.init(path: path, reason: "no such file", kind: .notFound)
    case EACCES, EPERM: self.init(path: path, reason: "permission denied", kind: .permissionDenied)
    case EISDIR: self.init(path: path, reason: "is a directory", kind: .isDirectory)
    case ENOTDIR: self.init(path: path, reason: "not a directory", kind: .notDirectory)
    case ELOOP: self.init(path: path, reason: "too many symbolic links")
    case ENAMETOOLONG: self.init(path: path, reason: "the name is too long")
    case EPIPE: self.init(path: path, reason: "nobody reads it", kind: .closedPipe)
    case ENOSPC: self.init(path: path, reason: "no space left on the device")
    case EROFS: self.init(path: path, reason: "the file system is read-only")
    case EFBIG: self.init(path: path, reason: "larger than files may be here", kind: .tooLarge)
    case EMFILE, ENFILE: self.init(path: path, reason: "too many open files")
    default:
      let text = strerror(code).map { String(cString: $0) } ?? "error \(code)"
      self.init(path: path, reason: text.prefix(1).lowercased() + text.dropFirst())
    }
  }

  /// The error for something longer than `limit` bytes.
  package static func tooLarge(path: String, limit: Int) -> HostError {
    let mebibyte = 1 << 20
    let size =
      if limit >= mebibyte, limit % mebibyte == 0 {
        "\(limit / mebibyte) MiB"
      } else if limit >= 1024, limit % 1024 == 0 {
        "\(limit / 1024) KiB"
      } else {
        "\(limit) bytes"
      }
    return HostError(path: path, reason: "larger than \(size)", kind: .tooLarge)
  }
}
