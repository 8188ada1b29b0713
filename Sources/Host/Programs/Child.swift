// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A program that was started, until its end.
struct Child: ~Copyable {
  let process: pid_t
  /// Once it has ended.
  private var status: Int32?

  init(_ process: pid_t) { self.process = process }

  /// Whether it has ended by now.
  mutating func hasEnded() -> Bool {
    if status == nil { status = Spawning.status(of: process) }
    return status != nil
  }

  /// Waits for its end; its exit status, or 128 and the number of the signal that ended it. After
  /// `deadline` it is ended by force, and there is no status.
  mutating func wait(until deadline: ContinuousClock.Instant?) -> Int32? {
    var pause = 1
    while !hasEnded() {
      if let deadline, ContinuousClock.now >= deadline {
        end()
        return nil
      }
      Clock.wait(milliseconds: pause)
      pause = min(pause * 2, 50)
    }
    return status
  }

  /// Ends it by force.
  mutating func end() {
    guard !hasEnded() else { return }
    kill(process, SIGKILL)
    status = Spawning.wait(for: process)
  }
}
