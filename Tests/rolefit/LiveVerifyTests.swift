// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `verify --live` on a real API server: what is right is granted, and each fault has its own
/// explanation.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
struct LiveVerifyTests {
  private func agent(_ name: String, _ configuration: String? = nil) async throws -> LiveAgent {
    let agent = LiveAgent(server: try await APIServer.shared, name: name)
    try agent.install(configuration: configuration)
    return agent
  }

  @Test func grantsWhatWasGenerated() async throws {
    let agent = try await agent("live-right")
    let outcome = try agent.verify(
      ["--actions", LiveAgent.actions, "--fail-on", "missing,excess", "-o", "json"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    let report = try outcome.json()
    #expect(report["verdict"] == "granted")
    #expect(report["serviceAccount"] == "live-right:live-right")
    #expect(report["versions"]["agent"] == "0.2.100")
    #expect(report["versions"]["kubernetes"] == "1.20")
    #expect(report["cluster"]["disagreements"] == [])
    #expect(report["cluster"]["reviewed"] == 3)
    #expect(report["cluster"]["deployment"] == "Deployment 'live-right/k8s-watcher'")
  }

  @Test func takesTheSetFromTheAgentsOwnConfigMap() async throws {
    let agent = try await agent("live-config", "{actions: {basic: true, podExec: false}}")
    try agent.applyRole("basic")
    let outcome = try agent.verify(["-o", "json"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    let report = try outcome.json()
    #expect(
      report["cluster"]["setSource"].string?.contains("live-config/k8s-watcher-config") ?? false)
    #expect(report["actions"].element(id: "rollback:deployment")["verdict"] == "granted")
    #expect(report["cluster"]["unsaid"].array.contains("uninstall:helm-chart"))
  }

  @Test func namesTheAtomThatWasRemovedAndTheRolesOwner() async throws {
    let agent = try await agent("live-atom")
    try agent.applyRole("scale:deployment,scale:statefulset")
    let outcome = try agent.verify()
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("needs delete on pods (core)"))
    #expect(outcome.output.contains("ClusterRole 'live-atom': of Argo CD application 'watcher'"))
    #expect(!outcome.output.contains("cause:"))
  }

  @Test func saysThatNoBindingGivesTheRole() async throws {
    let agent = try await agent("live-unbound")
    try agent.kubectl(["delete", "clusterrolebinding", agent.name])
    let outcome = try agent.verify()
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("no binding gives it to live-unbound:live-unbound"))
    #expect(outcome.output.contains("kubectl create clusterrolebinding"))
  }

  @Test func saysThatTheBindingNamesAnotherNamespace() async throws {
    let agent = try await agent("live-elsewhere")
    try agent.apply(agent.binding(in: "elsewhere"))
    let outcome = try agent.verify()
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains(
        """
        cause: ClusterRole 'live-elsewhere' would do, but ClusterRoleBinding 'live-elsewhere' \
        gives it 
        """
          + "to the service account of the namespace 'elsewhere', not 'live-elsewhere'"))
  }

  @Test func saysThatTheAccountWasRenamed() async throws {
    var agent = try await agent("live-renamed")
    try agent.kubectl(["delete", "serviceaccount", agent.name, "-n", agent.name])
    let gone = try agent.verify()
    #expect(gone.status == 1)
    #expect(gone.output.contains("the service account live-renamed:live-renamed does not exist"))
    agent.account = "watcher"
    try agent.kubectl(["create", "serviceaccount", "watcher", "-n", agent.name])
    try agent.apply(agent.deployment)
    let renamed = try agent.verify()
    #expect(renamed.status == 1)
    #expect(renamed.output.contains("service account: live-renamed:watcher\n"))
    #expect(
      renamed.output.contains(
        """
        ClusterRoleBinding 'live-renamed' names the service account live-renamed:live-renamed, \
        which 
        """
          + "does not exist: if it was renamed to watcher"))
  }

  @Test func saysThatTheAgentIsTooOld() async throws {
    var agent = try await agent("live-old", "{actions: {podExec: true}}")
    agent.version = "0.1.104"
    try agent.apply(agent.deployment)
    let outcome = try agent.verify(["--fail-on", "missing,unsupported"])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("exec:pod  unsupported"))
    #expect(outcome.output.contains("the agent does not have it before 0.1.173"))
    #expect(outcome.output.contains("Deployment 'live-old/k8s-watcher': of Helm release"))
  }

  @Test func comparesFilesWithTheCluster() async throws {
    let agent = try await agent("live-diff")
    let role = try agent.kubectl(["get", "clusterrole", "live-diff", "-o", "json"])
    let arguments = ["diff", "-", "--kubeconfig", agent.server.kubeconfig]
    #expect(try RolefitBinary.run(arguments, input: role).status == 0)
    let changed = try RolefitBinary.run(
      arguments, input: role.replacing("statefulsets/scale", with: "replicasets/scale"))
    #expect(changed.status == 1)
    #expect(changed.output.contains("+ patch on replicasets/scale (apps)"))
    #expect(changed.output.contains("- patch on statefulsets/scale (apps)"))
  }

  @Test func reportsWhatTheAgentCanDoWithEvidence() async throws {
    let agent = try await agent("live-report")
    let outcome = try RolefitBinary.run([
      "report", "--kubeconfig", agent.server.kubeconfig, "-n", agent.name, "--actions",
      LiveAgent.actions,
    ])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      outcome.output.contains(
        """
        delete on pods (core): ClusterRoleBinding 'live-report' gives ClusterRole 'live-report' \
        rule 1
        """
      ))
    #expect(outcome.output.contains("## What the agent cannot do"))
  }

  /// Of each action it is said whether audit logs show it; what is granted and was never asked for
  /// is apart from what no action needs.
  @Test func reportsWhatAuditLogsShow() async throws {
    let agent = try await agent("live-usage")
    let log = try String(
      contentsOfFile: Repository.path("examples/audit.jsonl"), encoding: .utf8
    ).split(separator: "komodor:k8s-watcher").joined(separator: "live-usage:live-usage")
    let folder = try TemporaryDirectory()
    let path = try folder.write(log, to: "audit.jsonl")
    let arguments = [
      "report", "--kubeconfig", agent.server.kubeconfig, "-n", agent.name, "--actions",
      LiveAgent.actions, "--usage", path,
    ]
    let page = try RolefitBinary.run(arguments)
    #expect(page.status == 0, "\(page.error)")
    #expect(page.output.contains("audit logs show it: at most"))
    #expect(page.output.contains("## What audit logs show"))
    let json = try RolefitBinary.run(arguments + ["-o", "json"]).json()
    #expect(json["usage"]["kind"].string == "Usage")
    #expect(json["usage"]["events"].number == 79)
    let uses = Set((json["can"].array + json["cannot"].array).compactMap { $0["used"].string })
    #expect(uses == ["in the smallest set", "possible", "not seen"])
    let several = ["report", "--contexts", "*", "--usage", path]
    #expect(try RolefitBinary.run(several).status == 64)
  }
}
