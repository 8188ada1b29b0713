// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// `rolefit record` around real programs, on a real API server.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped), .serialized)
struct RecordLiveTests {
  private let server: APIServer
  private let folder: TemporaryDirectory

  init() async throws {
    server = try await APIServer.shared
    folder = try TemporaryDirectory()
  }

  private func record(_ options: [String], _ script: String) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      ["record", "--kubeconfig", server.kubeconfig] + options + ["--", "/bin/sh", "-c", script])
  }

  /// The report, which stands in a file of its own beside what the script prints.
  private func report(
    _ options: [String] = [], _ script: String
  ) throws -> (report: JSON, outcome: RolefitBinary.Outcome) {
    let path = folder.path("report-\(UUID().uuidString).json")
    let outcome = try record(options + ["-o", "json", "--output-file", path], script)
    let data = try? Data(contentsOf: URL(fileURLWithPath: path))
    return (try JSON(parsing: try #require(data, "\(outcome.error)")), outcome)
  }

  private static func phrases(_ rules: JSON) -> [String] {
    rules.array.map { rule in
      ["namespace", "apiGroups", "resources", "resourceNames", "verbs"].map { key in
        rule[key].string ?? rule[key].array.compactMap(\.string).joined(separator: "+")
      }.joined(separator: "/")
    }
  }

  private static let script = """
    kubectl create configmap record-a --from-literal=a=b && kubectl get configmap record-a -o name \
    && kubectl patch configmap record-a -p '{"data":{"a":"c"}}' && kubectl delete configmap record-a
    """

  @Test func aRunSaysItsRules() throws {
    let (report, outcome) = try report([], Self.script)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("configmap/record-a created"))
    #expect(
      Self.phrases(report["rules"]) == [
        "default//configmaps//create", "default//configmaps/record-a/get+patch+delete",
      ])
    let any = try self.report(["--names", "any"], Self.script).report
    #expect(Self.phrases(any["rules"]) == ["default//configmaps//get+create+patch+delete"])
  }

  @Test func theExitCodeIsTheCommands() throws {
    #expect(try record([], "exit 7").status == 7)
    #expect(try record([], "kill -TERM $$").status == 143)
    let none = try RolefitBinary.run(
      ["record", "--kubeconfig", server.kubeconfig, "--", "no-such-program"])
    #expect(none.status == 2)
    #expect(try RolefitBinary.run(["record", "--kubeconfig", server.kubeconfig]).status == 64)
    let enforced = ["record", "--kubeconfig", server.kubeconfig, "--enforce", "--", "true"]
    #expect(try RolefitBinary.run(enforced).status == 64)
  }

  /// The report ends with its last line, whatever the command's exit code.
  @Test func theExitCodeAddsNoLine() throws {
    let outcome = try record([], "kubectl get configmaps >/dev/null 2>&1; exit 7")
    #expect(outcome.status == 7)
    #expect(outcome.error == "")
  }

  /// What does not go through the proxy says nothing about a role.
  @Test func aCommandThatGoesPastTheProxyIsTold() throws {
    let past = "KUBECONFIG=\(server.kubeconfig) kubectl get configmaps >/dev/null 2>&1"
    let plain = try record([], past)
    #expect(plain.status == 0)
    #expect(plain.error.contains("no request came"), "\(plain.error)")
    let role = try folder.write(
      RBACText.role("any", ["list - configmaps"]), to: "any.yaml")
    let judged = try record(["--role", role], past)
    #expect(judged.status == 3)
    #expect(judged.output.contains("whether the role allows it is undetermined"))
  }

  /// A command is not run for a report that has no place.
  @Test(arguments: ["--log", "--output-file"])
  func aPlaceThatCannotBeWrittenIsFoundBefore(option: String) throws {
    let file = try folder.write("", to: "file")
    for path in [folder.path, "\(file)/below"] {
      let outcome = try record([option, path], "echo ran")
      #expect(outcome.status == 2)
      #expect(outcome.output == "" && outcome.error.contains("cannot be written"))
    }
    let inner = folder.path("made/on/the/way.txt")
    #expect(try record([option, inner], "kubectl get configmaps").status == 0)
    #expect(FileManager.default.fileExists(atPath: inner))
  }

  @Test func aFileWithoutARoleIsNone() throws {
    let file = try folder.write(
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}", to: "map.yaml")
    let outcome = try record(["--role", file], "echo ran")
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.error.contains("there is no role in what --role names"))
  }

  /// A command that names the user's context finds it; another's it does not.
  @Test func theContextHasItsName() throws {
    let both = folder.path("both.yaml")
    try FileManager.default.copyItem(atPath: server.kubeconfig, toPath: both)
    let view = "jsonpath={.clusters[0].name} {.users[0].name}"
    let names = try KubectlProgram.run(["config", "view", "-o", view], on: server).output
      .split(separator: " ").map(String.init)
    let added = try Program.run(
      try #require(KubectlProgram.path),
      [
        "--kubeconfig", both, "config", "set-context", "staging", "--cluster", names[0], "--user",
        names[1], "--namespace", "kube-system",
      ], limit: 1 << 20)
    #expect(added.status == 0)
    let outcome = try RolefitBinary.run([
      "record", "--kubeconfig", both, "--context", "staging", "--", "/bin/sh", "-c",
      "kubectl --context staging get configmaps && ! kubectl --context \(names[0]) get pods",
    ])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("list configmaps (core) in the namespace 'kube-system'"))
  }

  @Test func theLogIsOneThatUsageReads() throws {
    let log = folder.path("audit.jsonl")
    let (recorded, _) = try report(["--log", log], Self.script)
    let read = try RolefitBinary.run(["usage", log, "-o", "json"]).json()
    for key in ["rules", "requests", "actions", "refused", "count"] {
      #expect(read[key] == recorded[key], "\(key)")
    }
  }

  /// The role that comes out lets the same run pass; without any atom of it the run is refused.
  @Test func theRoleIsEnoughAndNothingOfItTooMuch() throws {
    let (report, _) = try report([], Self.script)
    let role = RecordedRole(report)
    #expect(role.atoms.count == 4)
    let whole = try record(["--role", try role.write(to: folder), "--enforce"], Self.script)
    #expect(whole.status == 0, "\(whole.output)\(whole.error)")
    #expect(whole.output.contains("the role allows all of it"))
    #expect(whole.output.contains("every grant was used"))
    for (number, atom) in role.atoms.enumerated() {
      let options = ["--role", try role.write(to: folder, without: number)]
      let (less, outcome) = try self.report(options + ["--enforce"], Self.script)
      #expect(outcome.status == 1)
      #expect(outcome.error.contains(" cannot "), "\(outcome.error)")
      #expect(less["missing"].array.count == 1)
      #expect(less["missing"][0]["rule"]["verbs"].array == [atom.verb])
      _ = try KubectlProgram.run(
        ["delete", "configmap", "record-a", "--ignore-not-found"], on: server)
      // Without --enforce all that is missing is told at once, and nothing is refused.
      let told = try self.report(options, Self.script)
      #expect(told.outcome.status == 1)
      #expect(told.report["missing"].array.count == 1)
      #expect(told.outcome.output.contains("deleted"))
    }
  }

  @Test func aRefusalIsTheServersOwn() async throws {
    let role = try folder.write(
      """
      {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: none}, rules: []}
      """, to: "none.yaml")
    _ = try await server.createServiceAccount("record-none", in: "default")
    let script = "kubectl get pods; kubectl get deployments.apps web; kubectl get nodes; true"
    let own = try record(["--role", role, "--enforce"], script)
    let servers = try record(["--as", "default:record-none"], script)
    func messages(_ outcome: RolefitBinary.Outcome) -> [String] {
      outcome.error.split(separator: "\n").filter { $0.hasPrefix("Error from server") }
        .map { line in
          // Each has its own name for the user.
          line.split(separator: "\"").enumerated().map { place, word in
            line.contains("User \"") && word.hasPrefix("system:") || word == "kubectl" ? "u" : word
          }.joined(separator: "\"")
        }
    }
    #expect(messages(own).count == 3, "\(own.error)")
    #expect(messages(own) == messages(servers))
  }

  /// What is refused and does not keep the command from ending well is optional.
  @Test func whatACommandDoesWithoutIsOptional() throws {
    let role = try folder.write(
      RBACText.role("some", ["create,delete - configmaps"]), to: "some.yaml")
    let script = "kubectl create configmap record-o; kubectl delete configmap record-o"
    let (report, outcome) = try report(["--role", role, "--enforce"], script)
    #expect(outcome.status == 1)
    #expect(report["missing"].array.map { $0["rule"]["verbs"][0] } == ["get"])
    #expect(report["missing"][0]["optional"] == true)
  }

  @Test func anAccountsRefusalsHaveTheRulesThatMendThem() async throws {
    _ = try await server.createServiceAccount("record-poor", in: "default")
    let (report, _) = try report(
      ["--as", "default:record-poor"], "kubectl get pods; kubectl get secret x; true")
    #expect(report["user"].string == "system:serviceaccount:default:record-poor")
    #expect(report["rules"].array.isEmpty)
    #expect(
      Self.phrases(.array(report["refused"].array.map { $0["rule"] })) == [
        "default//pods//list", "default//secrets/x/get",
      ])
  }

  /// An object that a patch makes is asked for with create, too.
  @Test func aPatchThatMakesAnObjectNeedsCreate() throws {
    let (report, _) = try report(
      [],
      """
      kubectl apply --server-side -f - <<END
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: record-b}
      END
      kubectl delete configmap record-b
      """)
    #expect(
      Self.phrases(report["rules"]) == ["default//configmaps/record-b/get+create+patch+delete"])
  }

  /// An apply is refused before it makes what the role may not create, and not where it changes
  /// what is there.
  @Test func anApplyUnderARoleNeedsCreateOnlyOnce() throws {
    let role = try folder.write(
      RBACText.role("applier", ["get,patch,delete - configmaps"]), to: "applier.yaml")
    let apply = """
      kubectl apply --server-side -f - <<END
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: record-c}
      END
      """
    let first = try record(["--role", role, "--enforce"], apply)
    #expect(first.status == 1)
    // The server gives no reason of it, either.
    #expect(first.error.contains("is forbidden: \n"), "\(first.error)")
    let name = "configmap/record-c"
    #expect(try KubectlProgram.run(["get", name], on: server).status != 0)
    _ = try KubectlProgram.run(["create", "configmap", "record-c"], on: server)
    let second = try record(["--role", role, "--enforce"], apply)
    #expect(second.status == 0, "\(second.error)")
    _ = try KubectlProgram.run(["delete", name], on: server)
  }

  @Test func nothingIsLeftAndNoTokenIsShown() throws {
    let outcome = try record(
      [],
      """
      printf '%s\\n' "$KUBECONFIG"; stat -c %a "$KUBECONFIG"; kubectl config view --raw \
        -o 'jsonpath={.users[0].user.token}' >\(folder.path("token"))
      kubectl get --raw /healthz; kubectl get nonsense -v=1; true
      """)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines[1] == "600")
    #expect(!FileManager.default.fileExists(atPath: lines[0]))
    let token = try String(contentsOfFile: folder.path("token"), encoding: .utf8)
    #expect(token.count == 32)
    #expect(!outcome.output.contains(token) && !outcome.error.contains(token))
  }
}
