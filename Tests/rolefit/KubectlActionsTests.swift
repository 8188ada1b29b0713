// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// kubectl carries out each action of the built-in catalog, is recorded, and compared with what the
/// catalog says of it. Each difference is explained in `docs/kubectl-actions.md`.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped), .serialized)
struct KubectlActionsTests {
  /// An action and how it is carried out.
  private struct Row {
    var action: String
    var command: String
    /// Explains what is otherwise than in the catalog; empty where nothing is.
    var why: String
  }

  /// What Helm does, and kubectl does not; `RecordLiveTests` runs Helm itself.
  private static let helms: Set = [
    "read:helm-repo", "install:helm-chart", "revert:helm-chart", "uninstall:helm-chart",
  ]
  private static let namespace = "record-actions"
  private let server: APIServer
  private let folder: TemporaryDirectory

  init() async throws {
    server = try await APIServer.shared
    folder = try TemporaryDirectory()
  }

  private static func rows() throws -> [Row] {
    try Fixtures.text("Record/kubectl-actions.tsv").split(separator: "\n").map { line in
      let fields = line.split(separator: "\t").map(String.init)
      return Row(action: fields[0], command: fields[1], why: fields.count > 2 ? fields[2] : "")
    }
  }

  @Test func eachActionIsAsTheCatalogSays() throws {
    let rows = try Self.rows()
    let all = try RolefitBinary.run(["actions", "-o", "json"]).json()["actions"].array
      .compactMap(\.["id"].string)
    #expect(Set(rows.map(\.action)).union(Self.helms) == Set(all))
    let kubeconfig = try prepare()
    var lines: [String] = []
    for row in rows {
      let (lookups, more, unused) = try carryOut(row, kubeconfig)
      let differs = !more.isEmpty || !unused.isEmpty
      #expect(differs == !row.why.isEmpty, "\(row.action): \(more) \(unused) \(row.why)")
      let cells = [
        "`\(row.action)`", "`\(row.command.replacing("|", with: "\\|"))`",
        lookups.joined(separator: ", "), more.joined(separator: ", "),
        unused.joined(separator: ", "), row.why,
      ]
      lines.append("| " + cells.joined(separator: " | ") + " |\n")
    }
    try Golden.expect(Self.head + lines.joined(), named: "../../docs/kubectl-actions.md")
  }

  /// Makes the objects; a kubeconfig whose namespace they are in.
  private func prepare() throws -> String {
    let kubeconfig = folder.path("kubeconfig")
    try FileManager.default.copyItem(atPath: server.kubeconfig, toPath: kubeconfig)
    func kubectl(_ words: [String], _ input: String? = nil) throws {
      var outcome = try KubectlProgram.run(words, input: input, on: server)
      // A custom resource is served a moment after its definition is there.
      for _ in 0..<100 where outcome.status != 0 {
        Thread.sleep(forTimeInterval: 0.2)
        outcome = try KubectlProgram.run(words, input: input, on: server)
      }
      #expect(outcome.status == 0, "\(words): \(outcome.error)")
    }
    try kubectl([
      "config", "set-context", "--current", "--namespace", Self.namespace, "--kubeconfig",
      kubeconfig,
    ])
    try kubectl(["create", "namespace", Self.namespace])
    for line in try Fixtures.text("Record/kubectl-objects.jsonl").split(separator: "\n") {
      try kubectl(["--kubeconfig", kubeconfig, "apply", "-f", "-"], String(line))
      var object = try JSON(parsing: String(line)).object
      let kind = object["kind"]?.string ?? ""
      guard object["metadata"]?["name"].string == "web" else { continue }
      object["metadata"] = ["name": "new"]
      try folder.write(JSON.object(object).text, to: "\(kind.lowercased()).json")
    }
    return kubeconfig
  }

  /// Runs an action under its own role, which refuses nothing here: what is asked as an optional
  /// step, what is asked beyond the entry, and what of the role is not used.
  private func carryOut(
    _ row: Row, _ kubeconfig: String
  ) throws -> (lookups: [String], more: [String], unused: [String]) {
    let role = folder.path("role.yaml")
    let made = try RolefitBinary.run([
      "generate", "clusterrole", "--actions", row.action, "--output-file", role, "--force",
    ])
    #expect(made.status == 0, "\(made.error)")
    let path = folder.path("report.json")
    try? FileManager.default.removeItem(atPath: path)
    let outcome = try RolefitBinary.run(
      [
        "record", "--kubeconfig", kubeconfig, "--names", "any", "--role", role, "-o", "json",
        "--output-file", path, "--", "/bin/sh", "-c", "cd '\(folder.path)' && \(row.command)",
      ])
    let data = try? Data(contentsOf: URL(fileURLWithPath: path))
    let report = try JSON(parsing: try #require(data, "\(row.action): \(outcome.error)"))
    var (lookups, more): ([String], [String]) = ([], [])
    for missing in report["missing"].array {
      let seen = report["requests"].array.first { $0["request"] == missing["request"] }
      let isStep = seen?["actions"].array.contains(.string(row.action)) ?? false
      let phrase = Self.phrase(missing["rule"])
      if isStep { lookups.append(phrase) } else { more.append(phrase) }
    }
    let unused = report["unused"].array.flatMap { $0["rules"].array }.map(Self.phrase)
    return (lookups.sorted(), more.sorted(), unused.sorted())
  }

  /// `get deployments.apps`.
  private static func phrase(_ rule: JSON) -> String {
    let verbs = rule["verbs"].array.compactMap(\.string).joined(separator: "/")
    let group = rule["apiGroups"][0].string ?? ""
    let resources = rule["resources"].array.compactMap(\.string).map { resource in
      let parts = resource.split(separator: "/", maxSplits: 1)
      let name = group.isEmpty ? String(parts[0]) : "\(parts[0]).\(group)"
      return parts.count > 1 ? "\(name)/\(parts[1])" : name
    }
    return "\(verbs) \(resources.joined(separator: "+"))"
  }

  private static let head = """
    # kubectl, and what the catalog says of each action

    Each action of the built-in catalog was carried out by kubectl 1.32 on kube-apiserver 1.20, without controllers and nodes, through [`rolefit record`](record.md) with `--role`: the role that `rolefit generate clusterrole --actions ID` makes. `KubectlActionsTests` does it anew and compares this page (`RECORD=1` writes it).

    *Lookups* are asked beyond the role, and are optional steps of the entry: kubectl looks an object up before it changes it, and a client that knows the object need not. *Besides* is what the entry does not have, *not asked* what the role has and the command did not use. What Helm does is in no row: Helm is recorded by itself.

    | action | command | lookups | besides | not asked | why |
    |---|---|---|---|---|---|

    """
}
