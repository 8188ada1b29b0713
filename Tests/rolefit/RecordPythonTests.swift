// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `rolefit record` around Python's own client, with a watch and an exec.
@Suite(
  .enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped),
  .enabled(if: PythonClient.isAvailable, PythonClient.whySkipped))
struct RecordPythonTests {
  /// There is no kubelet: an exec ends once the server has allowed it, and found no host. Nodes are
  /// looked at where that is allowed.
  private static let script = """
    import threading
    from kubernetes import client, config, watch
    from kubernetes.stream import stream
    config.load_kube_config()
    core = client.CoreV1Api()
    seen = []
    begun = threading.Event()
    def look():
        try:
            for event in watch.Watch().stream(
                    core.list_namespaced_config_map, "record-py", timeout_seconds=20):
                seen.append(event["type"])
                begun.set()
                if len(seen) == 3: break
        finally: begun.set()
    def tolerate(status, call, *words, **more):
        try: call(*words, **more)
        except client.ApiException as error: assert error.status == status, error
    tolerate(409, core.create_namespace, {"metadata": {"name": "record-py"}})
    tolerate(403, core.list_node)
    core.create_namespaced_config_map("record-py", {"metadata": {"name": "a"}})
    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    assert begun.wait(20)
    core.patch_namespaced_config_map("a", "record-py", {"data": {"a": "b"}})
    core.delete_namespaced_config_map("a", "record-py")
    looking.join()
    assert seen == ["ADDED", "MODIFIED", "DELETED"], seen
    core.create_namespaced_pod("record-py", {
        "metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "x"}]}})
    try:
        stream(core.connect_get_namespaced_pod_exec, "p", "record-py", command=["ls"], stdout=True)
    except client.ApiException as error:
        assert "does not have a host" in str(error), error
    core.delete_namespaced_pod("p", "record-py", grace_period_seconds=0)
    """

  private let server: APIServer
  private let folder: TemporaryDirectory

  init() async throws {
    server = try await APIServer.shared
    folder = try TemporaryDirectory()
  }

  /// Runs the client; what is left of a run that broke off is gone afterwards.
  private func run(
    _ options: [String]
  ) throws -> (report: JSON, outcome: RolefitBinary.Outcome) {
    let script = try folder.write(Self.script, to: "client.py")
    let path = folder.path("report-\(UUID().uuidString).json")
    let outcome = try RolefitBinary.run(
      ["record", "--kubeconfig", server.kubeconfig] + options
        + ["-o", "json", "--output-file", path, "--", PythonClient.path, script])
    for object in ["configmap/a", "pod/p"] {
      _ = try KubectlProgram.run(
        [
          "-n", "record-py", "delete", object, "--ignore-not-found", "--grace-period=0", "--force",
        ], on: server)
    }
    let data = try? Data(contentsOf: URL(fileURLWithPath: path))
    return (try JSON(parsing: try #require(data, "\(outcome.error)")), outcome)
  }

  private static func phrases(_ rules: JSON) -> [String] {
    rules.array.map { rule in
      ["namespace", "resources", "resourceNames", "verbs"].map { key in
        rule[key].string ?? rule[key].array.compactMap(\.string).joined(separator: "+")
      }.joined(separator: "/")
    }
  }

  /// The role that comes out is enough under `--enforce` and on the server, and without any atom of
  /// it the run is refused something, in both places the same.
  @Test func whatAClientDoesIsNotedAndEnoughAndNothingOfItTooMuch() async throws {
    let (report, outcome) = try run([])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      Self.phrases(report["rules"]) == [
        "/namespaces//create", "/nodes//list", "record-py/configmaps//watch+create",
        "record-py/configmaps/a/patch+delete", "record-py/pods//create",
        "record-py/pods/p/delete", "record-py/pods/exec/p/get",
      ])
    let exec = try #require(
      report["requests"].array.first { $0["request"]["resource"] == "pods/exec" })
    #expect(exec["outcomes"]["failed"] == 1, "\(exec)")
    let role = RecordedRole(report)
    for number in -1..<role.atoms.count {
      let here = try run(["--role", try role.write(to: folder, without: number), "--enforce"])
      let account = number < 0 ? "default:record-py-whole" : "default:record-py-\(number)"
      try await role.grant(to: account, on: server, without: number)
      let there = try run(["--as", account])
      guard number >= 0 else {
        #expect(here.outcome.status == 0, "\(here.outcome.error)")
        #expect(here.report["unused"].array.isEmpty, "\(here.report["unused"])")
        #expect(there.outcome.status == 0, "\(there.outcome.error)")
        #expect(there.report["rules"] == report["rules"])
        #expect(there.report["refused"].array.isEmpty)
        continue
      }
      let atom = role.atoms[number]
      let isTolerated = atom.rule["resources"] == ["nodes"]
      #expect(here.outcome.status == 1, "without \(atom)")
      #expect(there.outcome.status == (isTolerated ? 0 : 1), "without \(atom)")
      for refusals in [here.report["missing"], there.report["refused"]] {
        var rule = atom.rule.object
        rule["namespace"] = atom.namespace.map { .string($0) }
        #expect(refusals.array.map { $0["rule"] } == [.object(rule)])
        #expect((refusals[0]["optional"] == true) == isTolerated)
      }
    }
  }
}
