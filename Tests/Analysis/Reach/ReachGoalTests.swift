// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport
import Testing

@testable import Analysis

struct ReachGoalTests {
  @Test(arguments: [
    "cluster-admin", "node", "rbac", "secrets", "secrets@shop", "account:shop:deployer",
    "user:jane", "user:jane+admins+developers", "patch:/nodes", "patch:apps/deployments@shop",
    "create:/pods/exec@shop", "update:apps/deployments/scale",
  ])
  func goalsAreNamedAsTheyAreWritten(word: String) throws {
    #expect(try #require(ReachGoal(word)).id == word)
  }

  @Test func theCoreGroupHasTwoNames() {
    #expect(ReachGoal("patch:core/nodes") == ReachGoal("patch:/nodes"))
  }

  @Test(arguments: [
    "", "secret", "cluster-admins", "secrets@", "account:", "account:shop", "account:shop:",
    "account::deployer", "account:a:b:c", "user:", "patch:", ":apps/deployments", "patch:apps/",
    "patch:apps/deployments@", "scale:deployment",
  ])
  func otherWordsAreNone(word: String) {
    #expect(ReachGoal(word) == nil)
  }
}
