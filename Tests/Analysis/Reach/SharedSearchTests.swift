// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing

@testable import Analysis

/// Searches that know of others answer as those that do not.
struct SharedSearchTests {
  private static let rbac = "rbac.authorization.k8s.io"

  /// Several who may bind a role that nobody has yet, and what that role leads to.
  private static func writers(
    _ writing: [String], _ payload: [String], inNamespace: Bool = false
  ) -> String {
    let place = inNamespace ? "a" : nil
    return RBACText.role("writer", writing) + RBACText.role("payload", payload)
      + RBACText.role("all", ["* * *"])
      + RBACText.binding("writers", in: place, role: "writer", ["a:s0", "a:s1", "a:s2"])
      + RBACText.binding("all", role: "all", ["b:zed"])
      + RBACText.binding("leads", in: "b", role: "payload", ["c:s3"])
  }

  private static let binding = [
    "create \(rbac) clusterrolebindings", "bind \(rbac) clusterroles payload",
  ]

  @Test(arguments: [
    writers(binding, ["create - serviceaccounts/token"]),
    writers(binding, ["create - serviceaccounts/token zed"]),
    writers(binding, ["impersonate - serviceaccounts"]),
    writers(binding, ["get,create - secrets"]),
    writers(binding, ["create - pods"]),
    writers(binding, ["create - serviceaccounts,serviceaccounts/token"]),
    writers(
      ["patch \(rbac) clusterroles writer", "escalate \(rbac) clusterroles"], ["get - pods"]),
    writers(
      ["create \(rbac) rolebindings", "bind \(rbac) clusterroles payload"],
      ["create - serviceaccounts/token"], inNamespace: true),
    RBACText.role("named", ["create - serviceaccounts/token s12"])
      + RBACText.role("maker", ["create - serviceaccounts"])
      + RBACText.binding("named", role: "named", ["a:s27"])
      + RBACText.binding("makers", role: "maker", ["a:s12"])
      + RBACText.binding("maker", in: "b", role: "maker", ["a:s27"]),
  ])
  func allAccountsAreToldWhatEachIsToldAlone(manifests: String) {
    let world = ReachWorld(manifests, isClosed: true)
    let shared = world.base
    shared.keepSearches()
    let accounts = shared.boundAccounts
    let goals = Reach.clusterGoals + accounts.map { ReachGoal.account($0) }
    let table = APITable.builtIn(world.version)
    let requests = GoalRequests(goals, table: table)
    // The order decides which searches are there to go on from.
    for account in accounts + accounts.reversed() {
      let user = User.serviceAccount(namespace: account.namespace, name: account.name)
      for includesModelled in [true, false] {
        let known = Reach(shared, from: user, includesModelled: includesModelled)
        let alone = Reach(world.base, from: user, includesModelled: includesModelled)
        let answers = (
          known.results(goals, requests), alone.results(goals, GoalRequests(goals, table: table))
        )
        #expect(answers.0.map(\.verdict) == answers.1.map(\.verdict), "\(account)")
        #expect(answers.0.map(\.certainty) == answers.1.map(\.certainty), "\(account)")
        #expect(
          known.counts.accountsByNamespace == alone.counts.accountsByNamespace, "\(account)")
        #expect(known.counts.users == alone.counts.users, "\(account)")
      }
    }
  }
}
