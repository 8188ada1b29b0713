// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Commands of rolefit that ask a cluster, as whose user somebody runs them.
package enum OwnUse: String, CaseIterable, Sendable {
  /// All of them.
  case all = "rolefit"
  /// `verify`, `ready`, `lint`, `roles`, `reach`, `can-i` and `who-can` with `--live`.
  case live = "rolefit-live"
  /// `prove`, which acts as the agent.
  case prove = "rolefit-prove"
  /// `report --live`.
  case report = "rolefit-report"
}

/// A permission that rolefit's own commands need.
///
/// What every account may do by default (the server's version, its own rights) is not among them.
struct OwnNeed: Sendable {
  enum Place: Sendable {
    case cluster, agentNamespace
  }

  var uses: [OwnUse]
  var verb: String
  var group = ""
  var resource: String
  /// Whether only the agent's own account is meant.
  var isOfAccount = false
  var place: Place
  /// Whether it is for `--read-release` alone.
  var isOfRelease = false

  private static let reading: [OwnUse] = [.live, .report]
  private static let asking: [OwnUse] = [.live, .prove, .report]

  static let all: [OwnNeed] =
    // Who has which rights: `Cluster.readRBAC`.
    ["clusterroles", "roles", "clusterrolebindings", "rolebindings"].map { resource in
      OwnNeed(
        uses: reading, verb: "list", group: "rbac.authorization.k8s.io", resource: resource,
        place: .cluster)
    }
    + [
      // What the server says to the agent's requests: `ClusterReview`, `Prover.ask`.
      OwnNeed(
        uses: asking, verb: "create", group: "authorization.k8s.io",
        resource: "subjectaccessreviews", place: .cluster),
      // Which agent is installed: `AgentFinder`.
      OwnNeed(
        uses: asking, verb: "list", group: "apps", resource: "deployments", place: .agentNamespace),
      // What it is switched on for, in the ConfigMap that its Deployment mounts: `FoundSetReader`.
      OwnNeed(uses: asking, verb: "get", resource: "configmaps", place: .agentNamespace),
      // Whether its account is there: `ClusterAccountCheck`.
      OwnNeed(
        uses: reading, verb: "get", resource: "serviceaccounts", isOfAccount: true,
        place: .agentNamespace),
      // The values of its release: `FoundSetReader`.
      OwnNeed(
        uses: reading, verb: "list", resource: "secrets", place: .agentNamespace,
        isOfRelease: true),
      // To send its requests: `Prover.send`.
      OwnNeed(
        uses: [.prove], verb: "impersonate", resource: "serviceaccounts", isOfAccount: true,
        place: .agentNamespace),
    ]

  func isOf(_ use: OwnUse) -> Bool { use == .all || uses.contains(use) }
}
