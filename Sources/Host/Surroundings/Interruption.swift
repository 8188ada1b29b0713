// SPDX-License-Identifier: Apache-2.0

private import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Whether somebody asked this process to end, for work that can stop early and say what it has.
package enum Interruption {
  /// Takes note of SIGINT and SIGTERM from now on, instead of ending the process at the first; the
  /// second ends it.
  package static func takeNote() {
    _ = noted.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      // A call that waits is to come back: no SA_RESTART.
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = handler
      #else
        action.__sigaction_handler.sa_handler = handler
      #endif
      sigaction(number, &action, nil)
    }
  }

  /// Whether one of those has come.
  package static var isRequested: Bool { noted.load(ordering: .relaxed) }

  private static let noted = Atomic<Bool>(false)
  private static let handler: @convention(c) (Int32) -> Void = { _ in
    noted.store(true, ordering: .relaxed)
  }
}
