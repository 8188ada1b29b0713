// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport
import Testing

@testable import Analysis

struct ReachGoalTests {
  @Test(arguments: [
    "cluster-admin", "node", "rbac", "secrets", "secrets@shop", "exec", "exec@shop",
    "account:shop:deployer",
    "user:jane", "user:jane+admins+developers", "patch:/nodes", "patch:apps/deployments@shop",
    "create:/pods/exec@shop", "update:apps/deployments/scale",
  ])
  func goalsAreNamedAsTheyAreWritten(word: String) throws {
    #expect(try #require(ReachGoal(word)).id == word)
  }

  /// Before 1.35 a GET opens a stream over a WebSocket.
  @Test(arguments: [("create - pods/exec", 36, true), ("get - pods/attach", 36, false)])
  func commandsInPodsAreAGoal(rule: String, kubernetes: Int, isReached: Bool) {
    let world = ReachWorld([rule], kubernetes: kubernetes)
    #expect((world.result(to: "exec").verdict == .reachable) == isReached)
    #expect((world.result(to: "exec@shop").verdict == .reachable) == isReached)
    #expect(
      ReachWorld([rule], kubernetes: 34).result(to: "exec@shop").verdict == .reachable)
  }

  @Test func theCoreGroupHasTwoNames() {
    #expect(ReachGoal("patch:core/nodes") == ReachGoal("patch:/nodes"))
  }

  @Test(arguments: [
    "", "secret", "cluster-admins", "secrets@", "exec@", "account:", "account:shop",
    "account:shop:",
    "account::deployer", "account:a:b:c", "user:", "patch:", ":apps/deployments", "patch:apps/",
    "patch:apps/deployments@", "scale:deployment",
  ])
  func otherWordsAreNone(word: String) {
    #expect(ReachGoal(word) == nil)
  }
}
