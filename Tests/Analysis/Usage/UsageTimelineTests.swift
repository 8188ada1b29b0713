// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC
import Testing

@testable import Analysis

/// Requests one by one, no more than a limit.
struct UsageTimelineTests {
  private static func event(
    _ number: Int, stage: AuditEvent.Stage = .responseComplete
  ) -> AuditEvent {
    AuditEvent(
      id: "\(number)", stage: stage, user: "u",
      request: .nonResource(NonResourceRequest(verb: "get", path: "/\(number)")),
      outcome: .succeeded, time: Timestamp(microseconds: Int64(number)))
  }

  @Test func memoryDoesNotGrowWithTheLog() {
    var timeline = UsageTimeline(limit: 3)
    for number in 0..<10 {
      timeline.add(Self.event(number, stage: .requestReceived))
      if number != 1 { timeline.add(Self.event(number)) }
    }
    let paths = timeline.entries(of: "u").map(\.request.nameInKind)
    // The one without an end is kept, and its end would be, too.
    #expect(paths == ["/0", "/1", "/2"])
    #expect(timeline.leftOut == 7)
    timeline.add(Self.event(1))
    #expect(timeline.entries(of: "u").count == 3 && timeline.leftOut == 7)
  }
}
