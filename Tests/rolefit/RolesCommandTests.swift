// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `roles`: what each role comes to.
struct RolesCommandTests {
  private func roles(_ words: [String]) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(["roles", "--kube-version", "1.36"] + words)
  }

  @Test func putsWhatIsWorstFirst() throws {
    let outcome = try roles(["examples/bound.yaml", "examples/reach.yaml"])
    #expect(outcome.status == 0)
    let heads = outcome.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(
      heads == [
        "Role 'shop/restarts' (examples/reach.yaml:6), bound in shop",
        "ClusterRole 'deployer' (examples/reach.yaml:26), bound cluster-wide",
        "ClusterRole 'k8s-watcher-actions' (examples/bound.yaml:8), bound in shop",
      ])
    #expect(outcome.output.contains("(by workload-writing, binding-writing)\n"))
    #expect(outcome.output.contains("  risk: no more than its rules say\n"))
    #expect(outcome.output.contains("  get, patch on deployments (apps)\n"))
  }

  @Test func writesRulesInNormalForm() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: much, namespace: shop}
      rules:
      - {apiGroups: [""], resources: [secrets], verbs: [list, get]}
      - {apiGroups: [""], resources: [secrets], verbs: [get]}
      - {apiGroups: [""], resources: [configmaps], verbs: [get, list]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: open}
      aggregationRule: {clusterRoleSelectors: [{matchLabels: {no: such}}]}
      rules: []
      """, to: "roles.yaml")
    let answer = try roles([file, "-o", "json"]).json()
    let much = answer["roles"][0]
    #expect(much["rules"].array.count == 1)
    #expect(much["rules"][0]["resources"] == ["configmaps", "secrets"])
    #expect(much["bound"] == [])
    #expect(much["risk"]["level"] == "escalation")
    #expect(
      much["risk"]["yields"][0]["what"] == "what Secrets hold in the namespace 'shop'")
    #expect(much["at"].string == "\(file):1:1")
    #expect(answer["roles"][1]["perhapsMore"] == true)
    let text = try roles([file]).output
    #expect(text.hasSuffix("perhaps more: it aggregates by labels that no role here has\n"))
  }

  @Test func writesMarkdown() throws {
    let text = try roles(["examples/bound.yaml", "-o", "markdown"]).output
    #expect(
      text.contains(
        "| ClusterRole 'k8s-watcher-actions' | bound in shop | no more than its rules say | "
          + "delete on pods (core)<br>patch on deployments/scale (apps) |\n"))
  }

  @Test(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped)) func judgesAChart() throws {
    let outcome = try RolefitBinary.run(
      ["roles", "--chart", "charts/k8s-watcher", "-o", "json"],
      environment: ["PATH": HelmProgram.any.searchPath])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try !outcome.json()["roles"].array.isEmpty)
  }

  @Test func wantsSomethingToLookAt() throws {
    #expect(try roles([]).status == 64)
  }
}

/// `roles --live` on a real API server.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
struct RolesLiveTests {
  @Test func leavesDefaultRolesOutUnlessAskedForThem() async throws {
    let server = try await APIServer.shared
    try await server.create([
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
      "metadata": ["name": "listed-role"],
      "rules": [["apiGroups": [""], "resources": ["pods"], "verbs": ["get"]]],
    ])
    func names(_ words: [String]) throws -> [String] {
      try RolefitBinary.run(["roles", "--kubeconfig", server.kubeconfig, "-o", "json"] + words)
        .json()["roles"].array.compactMap { $0["name"].string }
    }
    let own = try names([])
    #expect(own.contains("listed-role") && !own.contains("cluster-admin"))
    let all = try names(["--defaults"])
    #expect(all.contains("listed-role") && all.contains("cluster-admin"))
  }
}
