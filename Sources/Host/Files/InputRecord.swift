// SPDX-License-Identifier: Apache-2.0

private import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The regular files that this process has read as inputs, so that no report is written over one.
final class InputRecord: Sendable {
  static let shared = InputRecord()

  private struct Identity: Hashable {
    var device: UInt64
    var inode: UInt64

    init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  private let files = Mutex<Set<Identity>>([])

  func note(_ status: stat) {
    let identity = Identity(status)
    files.withLock { _ = $0.insert(identity) }
  }

  func holds(_ path: String) -> Bool {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { return false }
    let identity = Identity(status)
    return files.withLock { $0.contains(identity) }
  }
}
