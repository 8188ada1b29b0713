// SPDX-License-Identifier: Apache-2.0

import Foundation
import Manifests
import TestSupport
import Testing

struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-11-22T08:32:03.366009Z", 1_795_336_323_366_009),
    ("2026-11-22T08:32:03.366009123Z", 1_795_336_323_366_009),
    ("2026-11-22T09:32:03.366009+01:00", 1_795_336_323_366_009),
    ("2026-11-22t08:32:03.3z", 1_795_336_323_300_000),
    ("2024-02-29T23:59:59Z", 1_709_251_199_000_000),
    ("1969-12-31T23:59:59.9Z", -100_000),
  ])
  func readsWhatLogsWrite(text: String, microseconds: Int64) {
    #expect(Timestamp(text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-13-22T08:32:03Z", "2026-02-30T08:32:03Z", "2026-11-22T08:32:03",
    "2026-11-22T08:32:03.Z", "2026-11-22T08:32:03Zx", "2026-11-22T24:00:00Z",
    "2026-11-22T08:32:03+0100", "2026-1-22T08:32:03.1234Z", "éééé-éé-ééTéé:éé:ééZ",
  ])
  func refusesWhatIsNoTime(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func agreesWithFoundationAboutEveryDay() throws {
    var random = RandomSource(seed: 7)
    let formatter = ISO8601DateFormatter()
    for _ in 0..<2_000 {
      let seconds = Int64.random(in: -60_000_000_000...200_000_000_000, using: &random)
      let text = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
      guard text.hasSuffix("Z"), text.utf8.count == 20, seconds > -62_000_000_000 else { continue }
      // Before the calendar's reform Foundation counts otherwise.
      guard seconds > -12_000_000_000 else { continue }
      let time = try #require(Timestamp(text), "\(text)")
      #expect(time.microseconds == seconds * 1_000_000)
      #expect("\(time)" == text.dropLast() + ".000000Z")
    }
  }
}
