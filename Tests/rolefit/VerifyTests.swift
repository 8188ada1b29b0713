// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

struct VerifyTests {
  private static let command = ["verify", "-", "--actions", SampleRole.actions]

  @Test func keepsTheKeysOfItsJSON() throws {
    let others = """
      - {apiGroups: [""], resources: [secrets], verbs: [get]}
      - {apiGroups: [core], resources: [pods], verbs: [delete]}

      """
    let report = try RolefitBinary.run(
      Self.command + ["-o", "json", "--agent-version", "0.1.104", "--kube-version", "1.29"],
      input: SampleRole.manifest(SampleRole.scale + others)
    ).json()
    let keys: Set<String> = [
      "schemaVersion", "verdict", "assumedBound", "agent", "versions", "actions",
      "missingRules", "excessRules", "inertRules", "undetermined",
    ]
    #expect(keys.isSubset(of: report.object.keys))
    #expect(report["schemaVersion"] == 1)
    #expect(report["verdict"] == "missing")
    #expect(report["assumedBound"] == true)
    #expect(report["versions"]["agent"] == "0.1.104")
    #expect(report["versions"]["kubernetes"] == "1.29")
    #expect(report["versions"]["catalog"].string?.hasPrefix("k8s-watcher@") ?? false)
    func rule(_ group: JSON, _ resource: JSON, _ verb: JSON) -> JSON {
      ["apiGroups": [group], "resources": [resource], "verbs": [verb]]
    }
    #expect(report["missingRules"] == [rule("", "pods", "delete")])
    #expect(report["excessRules"] == [rule("", "secrets", "get")])
    #expect(report["inertRules"] == [rule("core", "pods", "delete")])
    #expect(report["undetermined"] == [])
    let action = report["actions"].element(id: "delete:pod")
    let actionKeys: Set = ["id", "verdict", "missing", "satisfiedBy", "notes"]
    #expect(actionKeys.isSubset(of: action.object.keys))
    #expect(action["missing"] == [["verb": "delete", "apiGroup": "", "resource": "pods"]])
    let scaled = report["actions"].element(id: "scale:deployment")
    #expect(scaled["verdict"] == "granted")
    #expect(scaled["satisfiedBy"][0]["line"] == 6)
  }

  @Test func namesTheLineOfEveryExcess() throws {
    let outcome = try RolefitBinary.run(
      ["verify", "-", "--actions", "delete:pod", "--fail-on", "excess"],
      input: SampleRole.complete)
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains(
        "  patch on deployments/scale, statefulsets/scale (apps) (<stdin>:9:3)\n"))
  }

  @Test func readsTheSetFromValuesInTheirDialect() throws {
    let folder = try TemporaryDirectory()
    let values = try folder.write("watcher: {actions: true}\n", to: "values.yaml")
    let command = ["verify", "-", "--values", values, "-o", "json"]
    let first = try RolefitBinary.run(
      command + ["--dialect", "k8s-watcher@0.11.20"], input: SampleRole.complete)
    #expect(first.status == 0)
    let ids = try first.json()["actions"].array.compactMap { $0["id"].string }
    #expect(ids == ["delete:pod", "scale:deployment", "scale:statefulset"])
    let later = try RolefitBinary.run(
      command + ["--dialect", "k8s-watcher@0.13.0"], input: SampleRole.complete)
    #expect(later.status == 1)
    #expect(
      try later.json()["actions"].element(id: "restart:deployment")["verdict"] == "missing")
  }

  @Test func listsTheServiceAccountsWhenSeveralAreBound() throws {
    let manifests =
      SampleRole.complete + SampleRole.binding("one", to: "watcher", in: "komodor")
      + SampleRole.binding("two", to: "other", in: "tools")
    let outcome = try RolefitBinary.run(Self.command, input: manifests)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains("komodor:watcher, tools:other"))
    let named = try RolefitBinary.run(
      Self.command + ["--service-account", "tools:other"], input: manifests)
    #expect(named.status == 0)
    let stranger = try RolefitBinary.run(
      Self.command + ["--service-account", "tools:stranger"], input: manifests)
    #expect(stranger.status == 1)
  }

  @Test func judgesTheOnlyAccountThatIsBound() throws {
    let report = try RolefitBinary.run(
      Self.command + ["-o", "json"],
      input: SampleRole.complete + SampleRole.binding("one", to: "watcher", in: "komodor")
    ).json()
    #expect(report["assumedBound"] == false)
    #expect(report["serviceAccount"] == "komodor:watcher")
    #expect(report["verdict"] == "granted")
  }

  @Test func saysWhenBindingsAreOnlyAssumed() throws {
    let outcome = try RolefitBinary.run(Self.command, input: SampleRole.complete)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("no binding in the input"))
  }

  @Test func judgesOnlyTheNamespacesThatAreWatched() throws {
    let manifests =
      SampleRole.complete + """
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: agent, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent}
        subjects: [{kind: ServiceAccount, name: watcher, namespace: komodor}]

        """
    #expect(try RolefitBinary.run(Self.command, input: manifests).status == 1)
    let there = try RolefitBinary.run(
      Self.command + ["--watch-namespace", "shop", "--fail-on", "missing,excess"],
      input: manifests)
    #expect(there.status == 0, "\(there.output)")
    let both = try RolefitBinary.run(
      Self.command + ["--watch-namespace", "shop", "--watch-namespace", "till", "-o", "json"],
      input: manifests)
    #expect(both.status == 1)
    let missing = try both.json()["missingRules"].array
    #expect(missing.map { $0["namespace"] } == ["till", "till"])
  }

  /// A manifest, options, and how the run must end.
  struct Ending: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var input: String
    var options: [String] = []
    var status: Int32
  }

  private static let endings: [Ending] = {
    let poor = SampleRole.manifest(SampleRole.scale)
    let wide = SampleRole.manifest("- {apiGroups: ['*'], resources: ['*'], verbs: ['*']}\n")
    let unresolved = SampleRole.binding("one", to: "watcher", in: "komodor")
    let rejected = "- {apiGroups: [''], resources: [pods]}\n"
    return [
      Ending(testDescription: "clean", input: SampleRole.complete, status: 0),
      Ending(testDescription: "missing", input: poor, status: 1),
      Ending(
        testDescription: "missing, not asked for", input: poor, options: ["--fail-on", "none"],
        status: 0),
      Ending(testDescription: "excess, not asked for", input: wide, status: 0),
      Ending(
        testDescription: "excess", input: wide, options: ["--fail-on", "missing,excess"],
        status: 1),
      Ending(testDescription: "a binding without its role", input: unresolved, status: 3),
      Ending(
        testDescription: "undetermined, asked for", input: unresolved,
        options: ["--fail-on", "undetermined"], status: 1),
      Ending(
        testDescription: "nothing stands elsewhere", input: unresolved,
        options: ["--closed-world"], status: 1),
      Ending(
        testDescription: "rejected and so missing", input: SampleRole.manifest(rejected),
        status: 1),
      Ending(
        testDescription: "rejected besides a good role",
        input: SampleRole.complete + "---\n" + SampleRole.manifest(rejected, name: "other"),
        status: 2),
      Ending(
        testDescription: "a broken document after a good one",
        input: SampleRole.complete + "---\n{", status: 2),
      Ending(
        testDescription: "no RBAC objects", input: "apiVersion: v1\nkind: Pod\n", status: 3),
      Ending(
        testDescription: "no RBAC objects, and nothing besides",
        input: "apiVersion: v1\nkind: Pod\n", options: ["--closed-world"], status: 1),
    ]
  }()

  @Test(arguments: endings)
  func endsWithTheStatusOfItsFindings(_ ending: Ending) throws {
    let outcome = try RolefitBinary.run(Self.command + ending.options, input: ending.input)
    #expect(outcome.status == ending.status, "\(outcome.error)\(outcome.output)")
  }
}
