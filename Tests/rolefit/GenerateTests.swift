// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

struct GenerateTests {
  private static let command = ["generate", "clusterrole", "--actions", "delete:pod"]

  @Test func recordsTheSetInTheClusterRole() throws {
    let role = try RolefitBinary.run([
      "generate", "clusterrole", "--actions", "scale:deployment,delete:pod", "--name", "mine",
      "--agent-version", "0.1.104", "--kube-version", "1.29", "-o", "json",
    ]).json()
    #expect(role["apiVersion"] == "rbac.authorization.k8s.io/v1")
    #expect(role["kind"] == "ClusterRole")
    #expect(role["metadata"]["name"] == "mine")
    let annotations = role["metadata"]["annotations"]
    #expect(annotations["rolefit.io/actions"] == "delete:pod,scale:deployment")
    #expect(annotations["rolefit.io/agent-version"] == "0.1.104")
    #expect(annotations["rolefit.io/kubernetes-version"] == "1.29")
    #expect(role["metadata"]["labels"]["app.kubernetes.io/managed-by"] == "rolefit")
    #expect(role["rules"].array.count == 2)
  }

  @Test func writesTheFileWhole() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("role.yaml")
    let written = try RolefitBinary.run(Self.command + ["--output-file", path])
    #expect(written.status == 0)
    #expect(written.output.isEmpty)
    #expect(try folder.read("role.yaml") == RolefitBinary.run(Self.command).output)
    #expect(try folder.names() == ["role.yaml"])
  }

  @Test func checkPassesWhenTheFileIsCurrent() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(try RolefitBinary.run(Self.command).output, to: "role.yaml")
    let outcome = try RolefitBinary.run(Self.command + ["--output-file", path, "--check"])
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
  }

  @Test func checkShowsTheDifferenceAndLeavesTheFileAlone() throws {
    let folder = try TemporaryDirectory()
    let old = try RolefitBinary.run(Self.command).output
      .replacingOccurrences(of: "- delete\n", with: "- update\n")
    let path = try folder.write(old, to: "role.yaml")
    let outcome = try RolefitBinary.run(Self.command + ["--output-file", path, "--check"])
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("--- \(path)\n+++ "))
    #expect(outcome.output.contains("\n-  - update\n+  - delete\n"))
    #expect(try folder.read("role.yaml") == old)
  }

  /// Texts that compare equal letter by letter may be other bytes all the same.
  @Test(arguments: ["\r\n", "\n"])
  func checkComparesBytes(lineEnd: String) throws {
    let folder = try TemporaryDirectory()
    let command = Self.command + ["--name", "caf\u{E9}"]
    let text = try RolefitBinary.run(command).output
    let other = text.replacingOccurrences(
      of: "caf\u{E9}", with: "cafe\u{301}", options: .literal
    ).replacingOccurrences(of: "\n", with: lineEnd)
    let path = try folder.write(other, to: "role.yaml")
    let outcome = try RolefitBinary.run(command + ["--output-file", path, "--check"])
    #expect(outcome.status == 1)
    #expect(!outcome.output.isEmpty)
  }

  @Test func checkFailsWhenTheFileIsNotThere() throws {
    let folder = try TemporaryDirectory()
    let outcome = try RolefitBinary.run(
      Self.command + ["--output-file", folder.path("role.yaml"), "--check"])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("+kind: ClusterRole\n"))
    #expect(try folder.names().isEmpty)
  }

  @Test func saysThatAFolderCannotBeWritten() throws {
    let folder = try TemporaryDirectory()
    for extra in [[], ["--check"]] {
      let outcome = try RolefitBinary.run(Self.command + ["--output-file", folder.path] + extra)
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.error.contains("\(folder.path):1:1: error: "))
    }
  }

  @Test(arguments: ["k8s-watcher@0.14.0", "k8s-watcher@1.18.17", "komodor-agent"])
  func generatedValuesSwitchTheSetOn(dialect: String) throws {
    let folder = try TemporaryDirectory()
    let values = try RolefitBinary.run([
      "generate", "values", "--actions", SampleRole.actions, "--dialect", dialect,
    ])
    #expect(values.status == 0)
    let file = try folder.write(values.output, to: "values.yaml")
    let outcome = try RolefitBinary.run(
      ["verify", "-", "--values", file, "--dialect", dialect, "--fail-on", "none", "-o", "json"],
      input: SampleRole.complete)
    let report = try outcome.json()
    for id in SampleRole.actions.split(separator: ",") {
      #expect(report["actions"].element(id: String(id))["verdict"] == "granted", "\(id)")
    }
  }
}
