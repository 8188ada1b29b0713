// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Files {
  /// Makes a folder, and those above it that are missing; nothing when it is there.
  package static func makeFolder(_ path: String) throws(HostError) {
    switch kind(of: path) {
    case .directory: return
    case nil: break
    default: throw HostError(path: path, code: ENOTDIR)
    }
    let parent = Paths.parent(of: path)
    if parent != path, kind(of: parent) != .directory { try makeFolder(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw HostError(path: path, code: errno)
    }
  }

  /// Takes a file away.
  package static func remove(_ path: String) throws(HostError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw HostError(path: path, code: errno) }
  }
}
