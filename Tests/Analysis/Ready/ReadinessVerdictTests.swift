// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@testable import Analysis
@testable import Catalog

struct ReadinessVerdictTests {
  private static func readiness(_ change: (inout Readiness) -> Void) -> Readiness {
    let side = Readiness.Side(agent: "1", chart: nil, kubernetes: "1.33")
    var readiness = Readiness(
      agent: "ferry", catalog: "ferry@1", from: side, to: side, account: nil, source: "the test",
      switchedOn: [], switchedOff: [], actions: [], newNeeds: [], missingRules: [],
      droppedNeeds: [], inert: [], values: [], roleRefs: [], rights: [], granter: nil, steps: [],
      upgrade: [], undetermined: [], notes: [])
    change(&readiness)
    return readiness
  }

  private static func right(_ answer: (Bool?)) -> OwnRight {
    let request = Samples.request("patch - pods")
    return OwnRight(
      OwnRight.Question(title: "write it", requests: [request], shortcut: request, held: []),
      allows: { _ in answer }, holds: { _ in true })
  }

  @Test func whoMayNotTakeEveryStepIsAnObstacle() {
    let refused = Self.readiness { $0.rights = [Self.right(true), Self.right(false)] }
    #expect(refused.obstacles == ["you may not take every step"])
    #expect(refused.verdict == .notReady)
    let named = Self.readiness {
      $0.rights = [Self.right(false)]
      $0.granter = "the user 'jane'"
    }
    #expect(named.obstacles == ["the user 'jane' may not take every step"])
    #expect(Self.readiness { $0.rights = [Self.right(nil)] }.verdict == .undetermined)
    #expect(Self.readiness { $0.rights = [Self.right(true)] }.verdict == .ready)
  }

  @Test func anActionThatAValueNoLongerTurnsOnIsAnObstacleOnlyWhereItGoesOff() {
    let change = ValueChange(kind: .removed, key: "a", lost: ["delete:pod", "exec:pod"])
    let off = Self.readiness {
      $0.values = [change, change]
      $0.switchedOff = ["delete:pod"]
    }
    #expect(off.obstacles == ["1 action would be switched off"])
    #expect(off.verdict == .notReady)
    #expect(Self.readiness { $0.values = [change] }.verdict == .ready)
    #expect(Self.readiness { $0.switchedOff = ["delete:pod"] }.verdict == .ready)
  }
}
