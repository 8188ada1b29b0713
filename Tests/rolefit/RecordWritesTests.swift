// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What `rolefit record` says of writes that the API server asks more about, once it has read them:
/// roles, bindings, certificates. The server itself has the last word.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped), .serialized)
struct RecordWritesTests {
  private let server: APIServer
  private let folder: TemporaryDirectory

  init() async throws {
    server = try await APIServer.shared
    folder = try TemporaryDirectory()
  }

  private func record(
    _ options: [String], _ script: String
  ) throws -> (report: JSON, outcome: RolefitBinary.Outcome) {
    let path = folder.path("report-\(UUID().uuidString).json")
    let outcome = try RolefitBinary.run(
      ["record", "--kubeconfig", server.kubeconfig] + options
        + ["-o", "json", "--output-file", path, "--", "/bin/sh", "-c", script])
    let data = try? Data(contentsOf: URL(fileURLWithPath: path))
    return (try JSON(parsing: try #require(data, "\(outcome.error)")), outcome)
  }

  private static func rules(_ report: JSON, _ key: String) -> [String] {
    report[key].array.flatMap { $0["rules"].array }.map(\.text)
  }

  /// Runs a script under the role that came out of it, whole and without each atom, and, where the
  /// atom is for what was written, on the server itself as well.
  private func expectExact(
    _ script: String, cleaning clean: String, prefix: String
  ) async throws -> JSON {
    func run(_ options: [String]) throws -> (report: JSON, outcome: RolefitBinary.Outcome) {
      let result = try record(options, script)
      for words in clean.split(separator: "\n") {
        _ = try KubectlProgram.run(
          words.split(separator: " ").map(String.init) + ["--ignore-not-found"], on: server)
      }
      return result
    }
    let (report, outcome) = try run([])
    #expect(outcome.status == 0, "\(outcome.error)")
    let role = RecordedRole(report)
    let written = RecordedRole(["rules": .array(report["writes"].array.flatMap(\.["rules"].array))])
      .atoms.map(\.rule)
    for number in -1..<role.atoms.count {
      let file = try role.write(to: folder, without: number)
      let here = try run(["--role", file, "--enforce"])
      guard number >= 0 else {
        #expect(here.outcome.status == 0, "\(here.outcome.error)")
        #expect(here.report["unused"].array.isEmpty, "\(here.report["unused"])")
        let account = "default:\(prefix)-whole"
        try await role.grant(to: account, on: server)
        let there = try run(["--as", account])
        #expect(there.outcome.status == 0, "\(there.outcome.error)")
        // The account is asked the same when the server does it.
        #expect(there.report["rules"] == report["rules"])
        continue
      }
      let atom = role.atoms[number]
      #expect(here.outcome.status == 1, "without \(atom): \(here.outcome.error)")
      #expect(!here.report["missing"].array.isEmpty)
      guard written.contains(atom.rule) else { continue }
      let account = "default:\(prefix)-\(number)"
      try await role.grant(to: account, on: server, without: number)
      let there = try run(["--as", account])
      #expect(there.outcome.status == 1, "without \(atom): \(there.outcome.error)")
      #expect(Self.messages(here.outcome) == Self.messages(there.outcome))
    }
    return report
  }

  /// What the server says, without the names of users.
  private static func messages(_ outcome: RolefitBinary.Outcome) -> [String] {
    outcome.error.split(separator: "\n")
      .filter { !$0.hasPrefix("rolefit:") && !$0.contains("note:") }.map { line in
        String(line).replacing(/[Uu]ser "[^"]*"( \(groups=\[[^\]]*\]\))?/, with: "user")
      }
  }

  @Test func whoWritesRolesHoldsThem() async throws {
    try await server.createNamespace("record-roles")
    let clean = """
      delete clusterrole/record-roles clusterrolebinding/record-roles
      -n record-roles delete role/r rolebinding/b
      """
    let report = try await expectExact(
      """
      set -e
      kubectl create clusterrole record-roles --verb get --resource pods
      kubectl create clusterrolebinding record-roles --clusterrole record-roles \
        --serviceaccount default:x
      kubectl -n record-roles create role r --verb delete --resource configmaps
      kubectl -n record-roles create rolebinding b --role r --serviceaccount default:x
      kubectl patch clusterrole record-roles --type json \
        -p '[{"op": "add", "path": "/rules/0/verbs/-", "value": "list"}]'
      """, cleaning: clean, prefix: "record-roles")
    let purposes = report["writes"].array.compactMap(\.["purpose"].string)
    #expect(
      purposes == [
        "bind ClusterRole 'record-roles'",
        "bind Role 'record-roles/r' in namespace 'record-roles'",
        "write ClusterRole 'record-roles'", "write Role 'record-roles/r'",
      ])
    #expect(Self.rules(report, "writes")[2].contains("list"))
    #expect(report["writes"][0]["instead"]["verb"].string == "bind")
    #expect(report["writes"][2]["instead"]["verb"].string == "escalate")
    #expect(!report["rules"].text.contains("escalate"))
  }

  @Test func whatNobodyHoldsTakesBindOrEscalate() async throws {
    let report = try await expectExact(
      """
      set -e
      kubectl create clusterrolebinding record-none --clusterrole record-no-role \
        --serviceaccount default:x
      kubectl create clusterrole record-sum --aggregation-rule a=b
      """,
      cleaning: "delete clusterrole/record-sum clusterrolebinding/record-none",
      prefix: "record-nobodys")
    let rules = Self.rules(report, "writes")
    #expect(rules.count == 2)
    #expect(rules[0].contains("bind") && rules[0].contains("record-no-role"))
    #expect(rules[1].contains("escalate"))
  }

  /// What is refused for what is in a write is among what is refused, with the rule that mends it,
  /// whoever refuses it; and a log says all that the report says.
  @Test func whatIsWrittenAndRefusedIsTold() async throws {
    let names = ["configmaps", "clusterroles", "clusterrolebindings"]
    let role = try folder.write(
      RBACText.role(
        "record-weak",
        [
          "get,patch - configmaps", "get,create,patch rbac.authorization.k8s.io \(names[1])",
          "get,create,patch rbac.authorization.k8s.io \(names[2])",
          "get,update coordination.k8s.io leases",
        ]), to: "weak.yaml")
    let account = "default:record-weak"
    _ = try await server.createServiceAccount("record-weak", in: "default")
    let applied = try KubectlProgram.run(["apply", "-f", role], on: server)
    #expect(applied.status == 0, "\(applied.error)")
    _ = try KubectlProgram.run(
      [
        "create", "clusterrolebinding", "record-weak", "--clusterrole", "record-weak",
        "--serviceaccount", account,
      ], on: server)
    try await server.expectReview(
      of: [
        "user": "system:serviceaccount:default:record-weak",
        "resourceAttributes": [
          "verb": "update", "group": "coordination.k8s.io", "resource": "leases",
          "namespace": "default",
        ],
      ], toBe: true)
    let lease = """
      {"apiVersion":"coordination.k8s.io/v1","kind":"Lease",\
      "metadata":{"name":"record-weak","namespace":"default"}}
      """
    let script = """
      kubectl create clusterrole record-weak-a --verb get,list --resource pods
      kubectl create clusterrole record-weak-b --aggregation-rule a=b
      kubectl create clusterrolebinding record-weak-c --clusterrole record-no-role --user x
      printf '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"record-weak"}}' |
        kubectl apply --server-side -f -
      printf '%s' '\(lease)' | kubectl replace --raw \
        /apis/coordination.k8s.io/v1/namespaces/default/leases/record-weak -f -
      true
      """
    let expected = [
      "create configmaps record-weak", "create leases record-weak",
      "bind clusterroles record-no-role",
      "get+list pods ", "escalate clusterroles ",
    ]
    for options in [["--as", account], ["--role", role, "--enforce"]] {
      let log = folder.path("weak-\(options.count).jsonl")
      let report = try record(options + ["--log", log], script).report
      let refused = report["refused"].array.map { refusal in
        ["verbs", "resources", "resourceNames"].map { key in
          refusal["rule"][key].array.compactMap(\.string).joined(separator: "+")
        }.joined(separator: " ")
      }
      #expect(refused == expected, "\(options)")
      #expect(report["refused"].array.allSatisfy { $0["optional"] == true })
      try expect(log, toSay: report)
    }
    let log = folder.path("weak.jsonl")
    let report = try record(["--log", log], script).report
    #expect(report["writes"].array.count == 3 && report["refused"].array.isEmpty)
    try expect(log, toSay: report)
    for name in [
      "clusterrole/record-weak-a", "clusterrole/record-weak-b", "configmap/record-weak",
      "clusterrolebinding/record-weak-c", "lease/record-weak",
    ] {
      _ = try KubectlProgram.run(["delete", name], on: server)
    }
  }

  /// Who may bind a role and not read it leaves open what it hands on; the log leaves it open, too.
  @Test func whatCannotBeReadIsUndetermined() async throws {
    let account = "default:record-open"
    let user = "system:serviceaccount:\(account)"
    _ = try await server.createServiceAccount("record-open", in: "default")
    let role = try folder.write(
      RBACText.role(
        "record-open",
        [
          "create rbac.authorization.k8s.io rolebindings",
          "bind rbac.authorization.k8s.io clusterroles",
        ]), to: "open.yaml")
    #expect(try KubectlProgram.run(["apply", "-f", role], on: server).status == 0)
    _ = try KubectlProgram.run(
      [
        "create", "clusterrolebinding", "record-open", "--clusterrole", "record-open",
        "--serviceaccount", account,
      ], on: server)
    let binding: JSON = [
      "verb": "bind", "group": "rbac.authorization.k8s.io", "resource": "clusterroles",
    ]
    try await server.expectReview(
      of: ["user": .string(user), "resourceAttributes": binding], toBe: true)
    // The user's own configuration acts as the account: so does kubectl's proxy.
    let config = folder.path("open.kubeconfig")
    try FileManager.default.copyItem(atPath: server.kubeconfig, toPath: config)
    let name = try KubectlProgram.run(
      ["config", "view", "-o", "jsonpath={.users[0].name}"], on: server
    ).output
    _ = try KubectlProgram.run(
      ["--kubeconfig", config, "config", "set", "users.\(name).act-as", user], on: server)
    let (log, path) = (folder.path("open.jsonl"), folder.path("open.json"))
    let outcome = try RolefitBinary.run([
      "record", "--kubeconfig", config, "--log", log, "-o", "json=\(path)", "--", "/bin/sh", "-c",
      "kubectl create rolebinding record-open --clusterrole record-open --user x",
    ])
    _ = try KubectlProgram.run(["delete", "rolebinding", "record-open"], on: server)
    #expect(outcome.status == 0, "\(outcome.error)")
    let report = try JSON(parsing: Data(contentsOf: URL(fileURLWithPath: path)))
    let what = report["undetermined"][0]["what"].string ?? ""
    #expect(what.hasPrefix("what it takes to bind ClusterRole 'record-open'"), "\(report)")
    #expect(outcome.error.contains("undetermined \(what)"), "\(outcome.error)")
    #expect(report["undetermined"][0]["count"] == 1)
    #expect(report["writes"].array.isEmpty)
    try expect(log, toSay: report)
    let shown = try RolefitBinary.run(["usage", log]).output
    #expect(shown.contains("undetermined (the rules below may lack it)\n  \(what): 1 time\n"))
  }

  /// What the run did without is not in the log.
  private func expect(_ log: String, toSay report: JSON) throws {
    let read = try RolefitBinary.run(["usage", log, "-o", "json"]).json()
    for key in ["rules", "requests", "actions", "writes", "undetermined", "count"] {
      #expect(read[key] == report[key], "\(key)")
    }
    let refused = report["refused"].array.map {
      JSON.object($0.object.filter { $0.key != "optional" })
    }
    #expect(read["refused"].array == refused)
    let parts = try RolefitBinary.run(["usage", "--partial", log])
    let merged = try RolefitBinary.run(
      ["usage", "--merge", "-", "-o", "json"], input: parts.output)
    for key in ["writes", "undetermined"] {
      #expect(try merged.json()[key] == report[key], "\(key)")
    }
  }

  @Test func whoApprovesHasTheSigner() async throws {
    let key = folder.path("key.pem")
    let request = try #require(
      try? Data(contentsOf: URL(fileURLWithPath: try Self.makeRequest(key, folder))))
    let object = """
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: record-csr}
      spec:
        request: \(request.base64EncodedString())
        signerName: example.com/signer
        usages: [client auth]
      """
    let file = try folder.write(object, to: "csr.yaml")
    let report = try await expectExact(
      """
      set -e
      kubectl create -f \(file)
      kubectl certificate approve record-csr
      kubectl delete csr record-csr
      """, cleaning: "delete csr record-csr", prefix: "record-csr")
    let rules = Self.rules(report, "writes")
    #expect(rules.count == 1 && rules[0].contains("example.com/signer"), "\(rules)")
    // Whoever may approve for all of a domain may approve for this one.
    let wide = try folder.write(
      RBACText.role(
        "wide",
        [
          "create,get,delete certificates.k8s.io certificatesigningrequests",
          "update certificates.k8s.io certificatesigningrequests/approval",
          "approve certificates.k8s.io signers example.com/*",
        ]), to: "wide.yaml")
    let run = try record(
      ["--role", wide, "--enforce"],
      "kubectl create -f \(file) && kubectl certificate approve record-csr && "
        + "kubectl delete csr record-csr")
    #expect(run.outcome.status == 0, "\(run.outcome.error)")
    #expect(run.report["unused"].array.isEmpty)
  }

  private static func makeRequest(_ key: String, _ folder: TemporaryDirectory) throws -> String {
    let path = folder.path("request.pem")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", path, "-subj",
      "/CN=x",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return path
  }
}
