// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests

/// The time that `--since` and `--until` leave of a log.
struct TimeWindow: Sendable {
  /// An end as it was written.
  enum End: Sendable, Hashable {
    case moment(Timestamp)
    /// Microseconds before the newest event.
    case beforeNewest(Int64)
  }

  var since: End?
  var until: End?

  init(since: String?, until: String?) throws(Failure) {
    self.since = try since.map { text throws(Failure) in try Self.end(text, "--since") }
    self.until = try until.map { text throws(Failure) in try Self.end(text, "--until") }
  }

  /// Whether the newest event has to be known first.
  var needsNewest: Bool {
    [since, until].contains { if case .beforeNewest? = $0 { true } else { false } }
  }

  /// Whether an event is inside. One without a time is, where nothing is left out.
  func contains(_ time: Timestamp?, newest: Timestamp?) -> Bool {
    guard since != nil || until != nil else { return true }
    guard let time else { return false }
    func moment(_ end: End?) -> Timestamp? {
      switch end {
      case .moment(let moment): moment
      case .beforeNewest(let span):
        newest.map { Timestamp(microseconds: $0.microseconds - span) }
      case nil: nil
      }
    }
    return (moment(since).map { $0 <= time } ?? true) && (moment(until).map { time <= $0 } ?? true)
  }

  private static func end(_ text: String, _ option: String) throws(Failure) -> End {
    if let moment = Timestamp(text) ?? Timestamp("\(text)T00:00:00Z") { return .moment(moment) }
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    if let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()),
      (0...1_000_000).contains(number)
    {
      return .beforeNewest(number * unit * 1_000_000)
    }
    throw .usage(
      "\(option): '\(text)' is no time",
      remedy: "write it like 2026-11-22T08:30:00Z, 2026-11-22, or 24h before the newest event")
  }
}
