// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import YAMLSyntax

/// Results to render, as the analysis of small manifests gives them.
enum SampleResults {
  static let catalog: Catalog = {
    let source = SourceText(name: "ferry.yaml", text: FerryCatalog.text)
    guard let catalog = Catalog.read(source).catalog else { fatalError("no sample catalog") }
    return catalog
  }()

  static let account = ManifestSet.ServiceAccountName(namespace: "own", name: "agent")
  static let versions = Verification.Versions(
    catalog: "ferry@1.0.0", kubernetes: "1.33", agent: "3.0.0")
  static let table = APITable.builtIn(KubernetesVersion(minor: 33))
  static let context = NeedContext(
    kubernetes: KubernetesVersion(minor: 33), agentVersion: catalog.newestAgentVersion)

  static func manifests(_ text: String, name: String = "rbac.yaml") -> ManifestSet {
    var reader = ManifestReader(kubernetesMinor: 33)
    reader.read(SourceText(name: name, text: text))
    return reader.finish(inputs: name)
  }

  static func access(_ set: ManifestSet) -> AgentAccess {
    AgentAccess(
      of: set.bindings.isEmpty ? nil : account, in: set, defaults: DefaultObjects(),
      closedWorld: false)
  }

  static func actions(_ ids: [String]) -> [Action] { ids.compactMap { catalog.action($0) } }

  static func bound(_ rules: [String]) -> String {
    RBACText.role("agent", rules) + RBACText.binding("agent", role: "agent")
  }

  static func verify(
    _ ids: [String], by access: AgentAccess, unsupported: [String] = [],
    doubtful: [(id: String, reason: String)] = []
  ) -> Verification {
    Verifier(access: access, table: table, acceptsAlternatives: false).verify(
      catalog.needs(of: actions(ids), in: context), unsupported: actions(unsupported),
      doubtful: doubtful, agent: "ferry", versions: versions)
  }

  /// A verification with something of each kind.
  static let verification: Verification = {
    let set = manifests(
      bound([
        "delete core pods", "patch apps deployments", "get - secrets", "get - pod",
        "get apps replicasets",
      ])
        + RBACText.role("more", ["get - secrets", "create - serviceaccounts/token"])
        + RBACText.binding("more", role: "more"))
    let access = Self.access(set)
    var verification = Self.verify(
      ["delete:pod", "scale:deployment", "rollback:deployment"], by: access,
      unsupported: ["exec:pod"], doubtful: [("cordon:node", "no value says it")])
    let finder = RouteFinder(access: access, table: table, catalog: catalog, context: context)
    verification.forbidden = finder.routes(to: actions(["scale:deployment"]))
    let goal = ReachGoal.clusterAdmin
    let base = access.reachBase(
      table.version, defaults: DefaultObjects(version: table.version, creditsBindings: true))
    verification.escalations = Reach(base, from: access.user)
      .results([goal], GoalRequests([goal], table: table)).compactMap { result in
        result.certainty.map {
          ForbiddenRoute(action: "come to \(goal.title)", path: result.path, certainty: $0)
        }
      }
    return verification
  }()
}
