// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import TestSupport

/// Upgrades to report: one that everything is wrong with, one that is ready, one that is open.
enum SampleReadiness {
  private static func state(
    _ ids: [String], agent: String, chart: String, kubernetes: Int, unsupported: [String] = [],
    doubtful: [(id: String, reason: String)] = []
  ) -> ReadinessJudge.State {
    let version = KubernetesVersion(minor: kubernetes)
    return ReadinessJudge.State(
      actions: SampleResults.actions(ids), unsupported: SampleResults.actions(unsupported),
      doubtful: doubtful,
      context: NeedContext(
        kubernetes: version,
        agentVersion: AgentVersion(agent) ?? SampleResults.catalog.newestAgentVersion),
      dialect: try? SampleResults.catalog.dialect(chart), table: APITable.builtIn(version))
  }

  private static func judged(
    _ from: ReadinessJudge.State, _ to: ReadinessJudge.State, now: String, new: String? = nil
  ) -> Readiness {
    let old = SampleResults.manifests(now)
    let newer = new.map { SampleResults.manifests($0, name: "new.yaml") }
    let judge = ReadinessJudge(catalog: SampleResults.catalog, from: from, to: to)
    return judge.judge(
      later: SampleResults.access(newer.map(old.overlaid) ?? old),
      roleRefs: newer.map { RoleRefConflict.all(from: old, to: $0) } ?? [],
      source: "what the grants allow now",
      options: GrantPlan.Options(
        kubectl: ["kubectl"], agent: "ferry", assumedAccount: nil, rolesAreRewritten: false)
    ).readiness
  }

  /// May the request be sent, and the rights that it gives be given?
  private static func rights(_ user: String) -> [OwnRight] {
    let rules = "get,patch rbac.authorization.k8s.io clusterroles"
    let set = SampleResults.manifests(
      SampleResults.bound(["delete - pods"]) + RBACText.role("jane", [rules])
        + RBACText.binding("jane", role: "jane", ["User jane"]))
    let policy = Policy(roles: set.roles, bindings: set.bindings, closedWorld: true)
    let judge = ReadinessJudge(
      catalog: SampleResults.catalog,
      from: state([], agent: "3.0.0", chart: "ferry", kubernetes: 33),
      to: state(["exec:pod"], agent: "3.0.0", chart: "ferry", kubernetes: 33))
    let access = SampleResults.access(set)
    let questions = judge.judge(
      later: access, roleRefs: [], source: "",
      options: GrantPlan.Options(
        kubectl: ["kubectl"], agent: "ferry", assumedAccount: nil, rolesAreRewritten: false)
    ).questions
    return OwnRight.answers(to: questions, for: User(name: user), in: policy)
  }

  static let notReady: Readiness = {
    var readiness = judged(
      state(
        ["delete:pod", "read:settings"], agent: "1.0.0", chart: "ferry@1.0.0", kubernetes: 24),
      state(
        ["delete:pod", "exec:pod", "scale:deployment"], agent: "3.0.0", chart: "ferry@2.0.0",
        kubernetes: 25),
      now: SampleResults.bound([
        "delete - pods", "patch apps deployments/scale", "list policy podsecuritypolicies",
      ])
        + RBACText.binding("own", in: "shop", role: "agent"),
      new: RBACText.binding("own", in: "shop", role: "other"))
    readiness.rights = rights("jane") + rights("nobody")
    readiness.granter = "the user 'jane'"
    readiness.upgrade = [
      Readiness.Step("upgrade the chart", command: "helm upgrade --install ferry boats/ferry")
    ]
    readiness.notes = [Diagnostic.Note("the images are `pulled` from | elsewhere")]
    return readiness
  }()

  static let ready = judged(
    state(["delete:pod"], agent: "2.0.0", chart: "ferry", kubernetes: 33),
    state(["delete:pod"], agent: "3.0.0", chart: "ferry", kubernetes: 33),
    now: RBACText.role("agent", ["delete - pods"]))

  static let undetermined = judged(
    state(["delete:pod"], agent: "3.0.0", chart: "ferry", kubernetes: 33),
    state(
      ["delete:pod", "exec:pod"], agent: "3.0.0", chart: "ferry", kubernetes: 34,
      doubtful: [("cordon:node", "no value says it")]),
    now: SampleResults.bound(["delete - pods"]) + RBACText.binding("more", role: "elsewhere"))

  static let all = [
    ("not-ready", notReady), ("ready", ready), ("undetermined", undetermined),
  ]
}
