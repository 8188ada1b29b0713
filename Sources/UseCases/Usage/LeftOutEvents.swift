// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests

/// The events of logs that are not of the time that `--since` and `--until` leave.
struct LeftOutEvents {
  private(set) var count = 0
  private var oldest: Timestamp?
  private var newest: Timestamp?

  mutating func add(_ time: Timestamp?) {
    count += 1
    guard let time else { return }
    oldest = min(oldest ?? time, time)
    newest = max(newest ?? time, time)
  }

  /// That none is left; `nil` where the logs had none.
  var failure: Failure? {
    guard count > 0 else { return nil }
    let span =
      if let oldest, let newest {
        oldest == newest ? ": it is of \(oldest)" : ": they are from \(oldest) to \(newest)"
      } else {
        ""
      }
    return .unjudged(
      "no-event",
      "none of the log's \(count.counted("event")) is of the time that is asked about\(span)",
      remedy: "give --since, --until or --between a time that they are of")
  }
}
