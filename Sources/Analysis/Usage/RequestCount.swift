// SPDX-License-Identifier: Apache-2.0

package import Manifests

/// How often something was asked, with what outcome, and when.
package struct RequestCount: Hashable, Sendable {
  package var succeeded = 0
  package var refused = 0
  package var failed = 0
  package var unknown = 0
  /// When it was asked first; `nil` where no event says a time.
  package private(set) var first: Timestamp?
  package private(set) var last: Timestamp?

  package init() {}

  package init(_ counts: [AuditEvent.Outcome: Int], first: Timestamp?, last: Timestamp?) {
    for (outcome, count) in counts { self[outcome] = count }
    self.first = first
    self.last = last
  }

  /// However it ended.
  package var total: Int { succeeded + refused + failed + unknown }
  /// Without the refused ones.
  package var allowed: Int { succeeded + failed + unknown }

  package subscript(outcome: AuditEvent.Outcome) -> Int {
    get {
      switch outcome {
      case .succeeded: succeeded
      case .refused: refused
      case .failed: failed
      case .unknown: unknown
      }
    }
    set {
      switch outcome {
      case .succeeded: succeeded = newValue
      case .refused: refused = newValue
      case .failed: failed = newValue
      case .unknown: unknown = newValue
      }
    }
  }

  package mutating func add(_ outcome: AuditEvent.Outcome, _ time: Timestamp?, times: Int = 1) {
    self[outcome] += times
    note(time)
  }

  package mutating func add(_ other: RequestCount) {
    succeeded += other.succeeded
    refused += other.refused
    failed += other.failed
    unknown += other.unknown
    note(other.first)
    note(other.last)
  }

  private mutating func note(_ time: Timestamp?) {
    guard let time else { return }
    first = first.map { min($0, time) } ?? time
    last = last.map { max($0, time) } ?? time
  }
}
