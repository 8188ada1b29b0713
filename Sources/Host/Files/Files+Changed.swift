// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Files {
  /// Throws where an open file is no longer what it was when its reading began.
  static func refuseChanged(
    _ descriptor: Int32, since old: stat, path: String
  ) throws(HostError) {
    guard old.kind == .file else { return }
    let new = try Descriptor.status(descriptor, path: path)
    guard new.st_size != old.st_size || new.modified != old.modified else { return }
    throw HostError(path: path, reason: "the file changed while it was read", kind: .changed)
  }
}

extension stat {
  /// When the content changed last, in nanoseconds.
  fileprivate var modified: Int {
    #if canImport(Darwin)
      st_mtimespec.tv_sec * 1_000_000_000 + st_mtimespec.tv_nsec
    #else
      st_mtim.tv_sec * 1_000_000_000 + st_mtim.tv_nsec
    #endif
  }
}
