// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// `rolefit record` around Python's own client, with a watch and an exec.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
struct RecordPythonTests {
  private static let python = Repository.path(".venv/bin/python")
  private static let isAvailable: Bool = {
    let result = try? Program.run(
      python, ["-c", "import kubernetes"], environment: RolefitBinary.cleanEnvironment,
      limit: 1 << 20)
    return result?.status == 0
  }()
  private static let whySkipped: Comment =
    "needs kubernetes in .venv (.venv/bin/pip install kubernetes)"

  private static let script = """
    import threading
    from kubernetes import client, config, watch
    from kubernetes.stream import stream
    config.load_kube_config()
    core = client.CoreV1Api()
    seen = []
    begun = threading.Event()
    def look():
        for event in watch.Watch().stream(
                core.list_namespaced_config_map, "record-py", timeout_seconds=20):
            seen.append(event["type"])
            begun.set()
            if len(seen) == 3: break
    try:
        core.create_namespace({"metadata": {"name": "record-py"}})
    except client.ApiException as error:
        assert error.status == 409, error
    core.create_namespaced_config_map("record-py", {"metadata": {"name": "a"}})
    looking = threading.Thread(target=look)
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

  @Test(.enabled(if: isAvailable, whySkipped))
  func whatAClientDoesIsNotedAndEnough() async throws {
    let server = try await APIServer.shared
    let folder = try TemporaryDirectory()
    let script = try folder.write(Self.script, to: "client.py")
    let path = folder.path("report.json")
    let arguments = ["record", "--kubeconfig", server.kubeconfig, "--names", "any"]
    let outcome = try RolefitBinary.run(
      arguments + ["-o", "json", "--output-file", path, "--", Self.python, script])
    #expect(outcome.status == 0, "\(outcome.error)")
    let report = try JSON(parsing: try Data(contentsOf: URL(fileURLWithPath: path)))
    let rules = report["rules"].array
    let verbs = rules.map { rule in
      let resources = rule["resources"].array.compactMap(\.string).joined(separator: "+")
      return resources + " " + rule["verbs"].array.compactMap(\.string).joined(separator: "+")
    }
    #expect(
      verbs == [
        "namespaces create", "configmaps watch+create+patch+delete", "pods create+delete",
        "pods/exec get",
      ])
    let role = try RecordedRole(report).write(to: folder)
    let enforced = try RolefitBinary.run(
      arguments + ["--role", role, "--enforce", "--", Self.python, script])
    #expect(enforced.status == 0, "\(enforced.error)\(enforced.output.suffix(2_000))")
  }
}
