// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC
import TestSupport
import Testing

@testable import Analysis

struct OwnRightTests {
  private let patch = Samples.request("patch rbac.authorization.k8s.io clusterroles - agent")
  private let escalate = Samples.request("escalate rbac.authorization.k8s.io clusterroles - agent")
  private let given = AtomSet([Samples.rule("delete - pods"), Samples.rule("get - secrets")]).atoms

  private var question: OwnRight.Question {
    OwnRight.Question(
      title: "change it", requests: [patch], shortcut: escalate, held: given)
  }

  /// - Parameters:
  ///   - may: whether the request itself is allowed.
  ///   - exempt: whether the shortcut is allowed.
  ///   - holds: whether each of the two atoms is held.
  private func right(may: Bool?, exempt: Bool?, holds: [Bool?]) -> OwnRight {
    OwnRight(
      question, allows: { $0 == patch ? may : exempt },
      holds: { atom in given.firstIndex(of: atom).flatMap { holds[$0] } })
  }

  @Test(
    arguments: [
      // Whoever may send the request must hold what it gives, or be allowed the shortcut.
      (true, false, [true, true], .allowed), (true, true, [false, false], .allowed),
      (true, false, [true, false], .refused), (true, false, [false, false], .refused),
      (false, true, [true, true], .refused), (false, nil, [nil, nil], .refused),
      // What nobody can tell leaves it open only where it would decide.
      (nil, true, [true, true], .undetermined), (true, nil, [true, true], .allowed),
      (true, nil, [true, false], .undetermined), (true, false, [true, nil], .undetermined),
      (true, false, [false, nil], .refused), (true, true, [nil, nil], .allowed),
    ] as [(Bool?, Bool?, [Bool?], OwnRight.Answer)])
  func theAnswerFollowsFromWhatIsAllowedAndHeld(
    may: Bool?, exempt: Bool?, holds: [Bool?], answer: OwnRight.Answer
  ) {
    #expect(right(may: may, exempt: exempt, holds: holds).answer == answer)
  }

  @Test func aRefusalNamesWhatIsNotAllowedAndWhatIsNotHeld() {
    let right = right(may: false, exempt: false, holds: [true, false])
    #expect(right.title == "change it")
    #expect(right.refused == [patch])
    #expect(right.shortcut == escalate)
    #expect(right.lacking == AtomSet([given[1]]).normalForm())
    #expect(self.right(may: true, exempt: nil, holds: [true, false]).lacking.isEmpty)
  }

  private func answer(
    to user: User, given more: String = "", closedWorld: Bool = true
  ) -> OwnRight? {
    let rules = [
      "get,patch rbac.authorization.k8s.io clusterroles", "delete - pods", "get - secrets",
    ]
    let text =
      RBACText.role("holder", rules)
      + RBACText.binding("holder", role: "holder", ["User holder"])
      + RBACText.role("wide", ["* * *", "get,patch rbac.authorization.k8s.io clusterroles"])
      + RBACText.binding("wide", in: "shop", role: "wide", ["User local"])
      + RBACText.role("writer", [rules[0]])
      + RBACText.binding("writer", role: "writer", ["User local", "User writer", "User open"])
      + RBACText.binding("open", role: "absent", ["User open"]) + more
    let set = Samples.manifests(text)
    let policy = Policy(roles: set.roles, bindings: set.bindings, closedWorld: closedWorld)
    return OwnRight.answers(to: [question], for: user, in: policy).first
  }

  @Test func thePolicySaysWhoMay() {
    #expect(answer(to: User(name: "holder"))?.answer == .allowed)
    let writer = answer(to: User(name: "writer"))
    #expect(writer?.answer == .refused)
    #expect(writer?.lacking == AtomSet(given).normalForm())
    #expect(answer(to: User(name: "nobody"))?.refused == [patch])
    #expect(answer(to: User(name: "x", groups: ["system:masters"]))?.answer == .allowed)
  }

  /// Everything in one namespace is not what a ClusterRole gives.
  @Test func whatIsHeldInOneNamespaceIsNotHeldEverywhere() {
    #expect(answer(to: User(name: "local"))?.answer == .refused)
  }

  @Test func aRoleThatIsNotThereLeavesOpenWhatItMayHold() {
    let open = answer(to: User(name: "open"), closedWorld: false)
    #expect(open?.answer == .undetermined)
    #expect(open?.lacking == [])
  }
}
