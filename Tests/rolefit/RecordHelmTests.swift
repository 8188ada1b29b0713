// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `rolefit record` around Helm, which installs, upgrades and uninstalls a chart on a real server.
@Suite(
  .enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped),
  .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct RecordHelmTests {
  enum Chart: String, CaseIterable {
    /// The agent's own, which has a role and binds it.
    case agent
    /// One with a CRD and hooks.
    case probe
  }

  /// A chart in a namespace of its own.
  private struct Trial {
    let server: APIServer
    let folder: TemporaryDirectory
    private let name: String
    private let script: String

    init(_ chart: Chart, _ helm: HelmProgram, _ name: String) async throws {
      self.name = name
      server = try await APIServer.shared
      folder = try TemporaryDirectory()
      try await server.createNamespace(name)
      var path = Repository.path("charts/k8s-watcher")
      if chart == .probe {
        path = folder.path("probe")
        for (file, text) in Self.probe {
          _ = try folder.write(
            text.replacing("<name>", with: name, maxReplacements: 9), to: "probe/\(file)")
        }
      }
      let change = chart == .agent ? "watcher.actions.restart:daemonset=true" : "size=l"
      let values = "--set existingSecret=k,watcher.clusterName=c -n \(name) --timeout 20s"
      script = """
        set -e
        '\(helm.path)' install w '\(path)' \(values) >/dev/null
        '\(helm.path)' upgrade w '\(path)' \(values) --set \(change) >/dev/null
        '\(helm.path)' uninstall w -n \(name) >/dev/null
        echo done
        """
    }

    private static let probe = [
      "Chart.yaml": "{apiVersion: v2, name: probe, version: 1.0.0}",
      "crds/probes.yaml": """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: probes.<name>.example.com}
      spec:
        group: <name>.example.com
        scope: Namespaced
        names: {kind: Probe, plural: probes, singular: probe}
        versions:
        - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
      """,
      "templates/hooks.yaml": """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: before
        annotations: {helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-delete-policy: hook-succeeded}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: after
        annotations: {helm.sh/hook: post-delete, helm.sh/hook-delete-policy: before-hook-creation}
      """,
      "templates/service.yaml": """
      apiVersion: v1
      kind: Service
      metadata: {name: probe, labels: {size: "{{ .Values.size }}"}}
      spec: {ports: [{port: 80, protocol: TCP}]}
      """,
    ]

    func run(
      _ options: [String]
    ) async throws -> (report: JSON, outcome: RolefitBinary.Outcome) {
      let path = folder.path("report-\(UUID().uuidString).json")
      let outcome = try RolefitBinary.run(
        ["record", "--kubeconfig", server.kubeconfig, "--names", "any"] + options
          + ["-o", "json", "--output-file", path, "--", "/bin/sh", "-c", script])
      try await cleanUp()
      let data = try? Data(contentsOf: URL(fileURLWithPath: path))
      return (try JSON(parsing: try #require(data, "\(outcome.error)")), outcome)
    }

    /// Takes away what a run has left: Helm leaves CRDs, and all where it broke off.
    private func cleanUp() async throws {
      let (rbac, crds) = ("rbac.authorization.k8s.io/v1", "apiextensions.k8s.io/v1")
      let own = [
        "api/v1/namespaces/\(name)/secrets", "api/v1/namespaces/\(name)/configmaps",
        "api/v1/namespaces/\(name)/serviceaccounts", "apis/apps/v1/namespaces/\(name)/deployments",
        "api/v1/namespaces/\(name)/services/probe",
        "apis/\(rbac)/clusterroles/\(name)-w-k8s-watcher",
        "apis/\(rbac)/clusterrolebindings/\(name)-w-k8s-watcher",
        "apis/\(crds)/customresourcedefinitions/probes.\(name).example.com",
      ]
      for path in own { _ = try await server.request("DELETE", "/\(path)") }
    }
  }

  /// The role that comes out is enough under `--enforce` and on the server. Without an atom of it a
  /// request is refused, which the report names, and the run breaks off unless that is told to be
  /// optional: for each atom that Helm's own requests need, and for each twentieth of those that
  /// only who writes and binds the chart's role has to hold.
  @Test(arguments: HelmProgram.all, Chart.allCases)
  func theRoleIsEnoughAndNoAtomOfItTooMuch(helm: HelmProgram, chart: Chart) async throws {
    let name = "record-\(chart)-\(helm.major)"
    let trial = try await Trial(chart, helm, name)
    let (report, outcome) = try await trial.run([])
    #expect(outcome.status == 0, "\(outcome.error)")
    let role = RecordedRole(report)
    let file = try role.write(to: trial.folder)
    let enforced = try await trial.run(["--role", file, "--enforce"])
    #expect(enforced.outcome.status == 0, "\(enforced.outcome.error)")
    #expect(enforced.report["unused"].array.isEmpty, "\(enforced.report["unused"])")
    try await role.grant(to: "default:\(name)", on: trial.server)
    let there = try await trial.run(["--as", "default:\(name)"])
    #expect(there.outcome.status == 0, "\(there.outcome.error)")
    #expect(there.report["rules"] == report["rules"])

    let held = RecordedRole(["rules": .array(report["writes"].array.flatMap(\.["rules"].array))])
      .atoms.map(\.rule)
    for (number, atom) in role.atoms.enumerated() {
      guard !held.contains(atom.rule) || number.isMultiple(of: 20) else { continue }
      let file = try role.write(to: trial.folder, without: number)
      let less = try await trial.run(["--role", file, "--enforce"])
      // Helm patches what it finds changed: a run that asked for nothing of it misses nothing.
      let isAsked = RecordedRole(less.report).atoms.contains {
        $0.rule == atom.rule && $0.namespace == atom.namespace
      }
      if less.outcome.status == 0, !isAsked { continue }
      #expect(less.outcome.status == 1, "without \(atom)")
      let missing = less.report["missing"].array
      var rule = atom.rule.object
      rule["namespace"] = atom.namespace.map { .string($0) }
      #expect(missing.contains { $0["rule"] == .object(rule) }, "without \(atom): \(missing)")
      let isDone = less.outcome.output.hasSuffix("done\n")
      #expect(missing.allSatisfy { ($0["optional"] == true) == isDone }, "without \(atom)")
    }
  }
}
