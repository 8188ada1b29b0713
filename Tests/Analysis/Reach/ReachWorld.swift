// SPDX-License-Identifier: Apache-2.0

import Catalog
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import YAMLSyntax

@testable import Analysis

/// A cluster of a few lines, and what somebody comes to in it.
struct ReachWorld {
  var manifests: ManifestSet
  var version: KubernetesVersion
  var isClosed = false
  /// Whether the default objects of Kubernetes are there.
  var hasDefaults = true

  init(_ text: String, kubernetes: Int = 36, isClosed: Bool = false, hasDefaults: Bool = true) {
    var reader = ManifestReader(kubernetesMinor: kubernetes)
    reader.read(SourceText(name: "test.yaml", text: text))
    manifests = reader.finish(inputs: "test.yaml")
    version = KubernetesVersion(minor: kubernetes)
    self.isClosed = isClosed
    self.hasDefaults = hasDefaults
  }

  /// Rules that `own:agent` has cluster-wide, in the words of `RBACText`, and what there is besides.
  init(
    _ rules: [String], _ others: String = "", kubernetes: Int = 36, isClosed: Bool = false
  ) {
    self.init(
      Samples.bound(rules) + others, kubernetes: kubernetes, isClosed: isClosed,
      hasDefaults: false)
  }

  var base: ReachBase {
    let defaults =
      hasDefaults ? DefaultObjects(version: version, creditsBindings: true) : DefaultObjects()
    let access = AgentAccess(
      of: ManifestSet.ServiceAccountName(namespace: "own", name: "agent"), in: manifests,
      defaults: defaults, closedWorld: isClosed)
    return access.reachBase(version, defaults: defaults)
  }

  /// - Parameter account: `NAMESPACE:NAME`.
  func reach(from account: String = "own:agent", includesModelled: Bool = true) -> Reach {
    let parts = account.split(separator: ":").map(String.init)
    return Reach(
      base, from: User.serviceAccount(namespace: parts[0], name: parts[1]),
      includesModelled: includesModelled)
  }

  /// - Parameter goal: in the words of `--to`, or an action of the small catalog.
  func result(
    to goal: String, from account: String = "own:agent", includesModelled: Bool = true
  ) -> Reach.GoalResult {
    let goal = ReachGoal(goal) ?? .action(goal)
    let context = NeedContext(
      kubernetes: version, agentVersion: Samples.ferry.newestAgentVersion)
    let requests = GoalRequests(
      [goal], catalog: Samples.ferry, table: APITable.builtIn(version), context: context)
    return reach(from: account, includesModelled: includesModelled).results([goal], requests)[0]
  }

  /// The routes of the path to a goal, or its verdict where there is none.
  func way(
    to goal: String, from account: String = "own:agent", includesModelled: Bool = true
  ) -> String {
    let result = result(to: goal, from: account, includesModelled: includesModelled)
    guard result.verdict == .reachable else { return result.verdict.rawValue }
    let routes = result.path.map(\.route).filter { $0 != ReachStep.direct }
    return routes.isEmpty ? "direct" : routes.joined(separator: " ")
  }
}
