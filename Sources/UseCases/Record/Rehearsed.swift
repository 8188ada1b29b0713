// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// What was found out about requests before they are sent on, by threads of their own.
final class Rehearsed: Sendable {
  struct Result: Sendable {
    /// What is asked besides; `nil` where nothing is.
    var found: WriteChecks.Found?
    /// Whether there is an object to change; `nil` where that was not asked, or is not known.
    var isThere: Bool?
  }

  private let results = Mutex<[Int: Result]>([:])

  func put(_ result: Result, of mark: Int) { results.withLock { $0[mark] = result } }

  func take(_ mark: Int) -> Result? { results.withLock { $0.removeValue(forKey: mark) } }
}
