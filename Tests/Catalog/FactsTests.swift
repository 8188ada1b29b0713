// SPDX-License-Identifier: Apache-2.0

import Catalog
import KubernetesAPI
import RBAC
import Testing

/// What the agent's documents say that each action needs, as `group/resource[name]:verb`, the core
/// group as nothing.
struct FactsTests {
  @Test(arguments: [
    ("scale:deployment", "0.1.104", ["apps/deployments/scale:patch"]),
    ("scale:statefulset", "0.1.104", ["apps/statefulsets/scale:patch"]),
    ("delete:pod", "0.1.104", ["/pods:delete"]),
    ("restart:deployment", "0.1.107", ["apps/deployments:patch"]),
    ("restart:statefulset", "0.1.107", ["apps/statefulsets:patch"]),
    ("restart:daemonset", "0.1.108", ["apps/daemonsets:patch"]),
    (
      "rollback:deployment", "0.1.108",
      ["apps/deployments:get,patch", "apps/replicasets:list"]
    ),
    (
      "rollback:statefulset", "0.1.108",
      ["apps/controllerrevisions:list", "apps/statefulsets:get,patch"]
    ),
    (
      "rollback:daemonset", "0.1.108",
      ["apps/controllerrevisions:list", "apps/daemonsets:get,patch"]
    ),
    ("rerun:job", "0.1.107", ["batch/jobs:get,create,delete"]),
    ("run:cronjob", "0.1.107", ["batch/cronjobs:get", "batch/jobs:create"]),
    ("suspend:cronjob", "0.1.108", ["batch/cronjobs:patch"]),
    ("resume:cronjob", "0.1.108", ["batch/cronjobs:patch"]),
    ("cordon:node", "0.1.108", ["/nodes:patch"]),
    ("uncordon:node", "0.1.108", ["/nodes:patch"]),
    (
      "drain:node", "0.1.122",
      ["/nodes:patch", "/pods:list", "/pods/eviction:create", "apps/daemonsets:get"]
    ),
    ("exec:pod", "0.1.173", ["/pods/exec:create"]),
    ("port-forward:pod", "0.1.189", ["/pods/portforward:create"]),
    ("logs:pod", "0.1.38", ["/pods/log:get"]),
    ("set-resources:deployment", "0.1.108", ["apps/deployments:patch"]),
    ("edit:configmap", "0.1.108", ["/configmaps:patch"]),
    ("edit:storageclass", "0.1.108", ["storage.k8s.io/storageclasses:patch"]),
    ("edit:ingress", "0.1.108", ["networking.k8s.io/ingresses:patch"]),
    ("create:job", "0.1.108", ["batch/jobs:create"]),
    ("create:persistentvolume", "0.1.108", ["/persistentvolumes:create"]),
    ("delete:networkpolicy", "0.1.108", ["networking.k8s.io/networkpolicies:delete"]),
    ("delete:secret", "0.1.108", ["/secrets:delete"]),
    ("delete:any", "0.1.108", ["*/*:delete"]),
    ("uninstall:helm-chart", "0.1.158", ["/secrets:get,list,update,delete"]),
    (
      "impersonate:user", "0.2.221",
      ["/groups[komodor:agent-actions]:impersonate", "/users:impersonate"]
    ),
    ("watch:deployment", "0.1.0", ["apps/deployments:list,watch"]),
    ("watch:ingress", "0.1.0", ["networking.k8s.io/ingresses:list,watch"]),
    (
      "collect:metrics", "0.1.187",
      [
        "/nodes,pods:list", "metrics.k8s.io/nodes,pods:list", "/metrics:get",
      ]
    ),
  ])
  func anActionNeedsWhatIsDocumented(id: String, since: String, rules: [String]) throws {
    let catalog = Catalog.builtIn
    let action = try #require(catalog.action(id))
    #expect(action.id == id)
    #expect(action.since?.description == since)
    #expect(catalog.rules(for: [action], in: .newest).map(\.rule).map(Self.short) == rules)
  }

  static func short(_ rule: PolicyRule) -> String {
    let what =
      rule.nonResourceURLs.isEmpty
      ? "\(rule.apiGroups.joined(separator: ","))/\(rule.resources.joined(separator: ","))"
      : rule.nonResourceURLs.joined(separator: ",")
    let names = rule.resourceNames.isEmpty ? "" : "[\(rule.resourceNames.joined(separator: ","))]"
    return "\(what)\(names):\(rule.verbs.joined(separator: ","))"
  }

  @Test func theFirstReleaseHasExactlyTheseThree() throws {
    let first = try #require(AgentVersion("0.1.104"))
    let actions = try Catalog.builtIn.select(["all"], agentVersion: first)
    #expect(actions.map(\.id) == ["scale:deployment", "scale:statefulset", "delete:pod"])
    let rules = Catalog.builtIn.rules(for: actions, in: .newest)
    #expect(
      rules.map(\.rule).map(Self.short) == [
        "/pods:delete", "apps/deployments/scale,statefulsets/scale:patch",
      ])
  }

  @Test(arguments: [
    (
      "developer",
      """
      delete:pod restart:deployment restart:statefulset rerun:job scale:deployment \
      scale:statefulset
      """
    ),
    ("scale:service", "scale:deployment scale:statefulset"),
    ("restart:service", "restart:daemonset restart:deployment restart:statefulset"),
    (
      "basic",
      """
      delete:pod rerun:job restart:daemonset restart:deployment restart:statefulset \
      rollback:daemonset rollback:deployment rollback:statefulset run:cronjob scale:deployment \
      scale:statefulset
      """
    ),
    ("podExec", "exec:pod"),
    ("PODEXEC", "exec:pod"),
    ("portforward", "port-forward:pod"),
    ("helm", "install:helm-chart read:helm-repo revert:helm-chart uninstall:helm-chart"),
  ])
  func aSetStandsForItsActions(name: String, ids: String) throws {
    let selected = try Catalog.builtIn.select([name]).map(\.id).sorted()
    #expect(selected == ids.split(separator: " ").map(String.init).sorted())
  }

  @Test func allIsEveryBoundedAction() throws {
    let all = try Catalog.builtIn.select(["all"])
    #expect(all == Catalog.builtIn.actions.filter(\.isBounded))
    #expect(all.count > 60)
    for id in ["delete:any", "edit:any", "install:helm-chart", "manage:rbac", "logs:pod"] {
      #expect(!all.contains { $0.id == id }, "\(id)")
    }
  }
}
