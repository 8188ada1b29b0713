// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Texts that kubectl and Helm read although they look wrong: keys that stand twice, and UTF-16.
struct OddTextTests {
  private static let role = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: agent
      labels:
        team: a
        team: b
    rules:
    - apiGroups: [""]
      resources: [pods]
      verbs: [get]
      verbs: [delete, deletes]

    """

  private static func utf16(_ text: String) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private static func file(isUTF16: Bool) throws -> (folder: TemporaryDirectory, path: String) {
    let folder = try TemporaryDirectory()
    let bytes = isUTF16 ? utf16(role) : Array(role.utf8)
    return (folder, try folder.write(bytes, to: "role.yaml"))
  }

  @Test(arguments: [false, true])
  func everythingIsJudgedAllTheSame(isUTF16: Bool) throws {
    let (folder, path) = try Self.file(isUTF16: isUTF16)
    let verified = try RolefitBinary.run(["verify", "--actions", "delete:pod", path])
    #expect(verified.status == 0, "\(verified.error)")
    let warnings = verified.error.split(separator: "\n").filter { $0.contains("[duplicate-key]") }
    #expect(warnings.count == 2, "\(verified.error)")
    #expect(verified.error.contains("\(path):12:3: warning: the key `verbs` stands twice"))
    let other = try folder.write("---\n", to: "empty.yaml")
    #expect(try RolefitBinary.run(["diff", path, path]).status == 0)
    #expect(try RolefitBinary.run(["verify", "--actions", "delete:pod", other]).status == 2)
  }

  @Test(arguments: [false, true])
  func lintFindsEachKeyAndWhatElseIsWrong(isUTF16: Bool) throws {
    let (folder, path) = try Self.file(isUTF16: isUTF16)
    let outcome = try RolefitBinary.run(["lint", "-o", "json", path])
    #expect(outcome.status == 1, "\(outcome.error)")
    let found = try outcome.json()["findings"].array.map {
      "\($0["rule"].string ?? "") \(Int($0["line"].number ?? 0))"
    }
    #expect(found.filter { $0.hasPrefix("duplicate-key") }.count == 2)
    #expect(found.contains("duplicate-key 7") && found.contains("duplicate-key 12"))
    #expect(found.contains("unknown-verb 12"), "\(found)")
    let before = try folder.read("role.yaml")
    if isUTF16 {
      // Fixes are of texts in UTF-8.
      _ = try RolefitBinary.run(["lint", "--fix", path])
      #expect(try folder.read("role.yaml") == before)
    }
  }

  @Test func aValuesFileAnswers() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(
      "watcher:\n  actions:\n    basic: true\n    basic: false\n    podExec: true\n", to: "v.yaml")
    let outcome = try RolefitBinary.run(
      ["rules", "--values", path, "--dialect", "k8s-watcher@1.4.0"])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error.contains("\(path):4:5: warning: the key `basic` stands twice"))
    #expect(outcome.output.contains("pods/exec") && !outcome.output.contains("deployments/scale"))
  }

  @Test func aConfigurationOfOursIsRefused() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("actions: none\nactions: all\n", to: ".rolefit.yaml")
    let outcome = try RolefitBinary.run(["rules", "--config", path])
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("\(path):2:1: error: the key `actions` stands twice"))
  }
}
