// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A pipe whose ends are closed when it goes, and not inherited by programs unless handed on.
final class Pipe {
  /// -1 once closed.
  private(set) var readEnd: Int32
  /// -1 once closed.
  private(set) var writeEnd: Int32

  init(for path: String) throws(HostError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw HostError(path: path, code: errno) }
    // A program started by another thread just now would inherit the ends: whoever starts programs
    // makes their pipes under a lock. Swift's Glibc has no `pipe2` that would do without one.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    closeReadEnd()
    closeWriteEnd()
  }

  func closeReadEnd() {
    if readEnd >= 0 { close(readEnd) }
    readEnd = -1
  }

  func closeWriteEnd() {
    if writeEnd >= 0 { close(writeEnd) }
    writeEnd = -1
  }

  func makeWriteEndNonBlocking() {
    _ = fcntl(writeEnd, F_SETFL, fcntl(writeEnd, F_GETFL) | O_NONBLOCK)
  }
}
