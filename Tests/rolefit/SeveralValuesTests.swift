// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Several `--values` files name one set, the later over the earlier as Helm merges them.
struct SeveralValuesTests {
  private let folder: TemporaryDirectory
  private let first: String

  init() throws {
    folder = try TemporaryDirectory()
    first = try folder.write(
      """
      watcher:
        actions:
          basic: true
          advanced: false
          podExec: true
          portforward: false
      helm: {enableActions: false}

      """, to: "a.yaml")
  }

  private func actions(_ files: [String], input: String? = nil) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      ["verify", "-", "-o", "json", "--dialect", "k8s-watcher@1.18.17"]
        + files.flatMap { ["--values", $0] }, input: input ?? Self.role)
  }

  private static let role = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: r}
    rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
    """

  private func ids(_ outcome: RolefitBinary.Outcome) throws -> Set<String> {
    Set(try outcome.json()["actions"].array.compactMap { $0["id"].string })
  }

  @Test func theLaterFileWinsKeyByKey() throws {
    let second = try folder.write("watcher: {actions: {basic: false}}\n", to: "b.yaml")
    #expect(try ids(actions([first, second])) == ["exec:pod"])
    let other = try ids(actions([second, first]))
    #expect(other.contains("exec:pod") && other.contains("delete:pod"))
    // Nothing but comments sets nothing.
    let empty = try folder.write("# none\n", to: "c.yaml")
    #expect(try ids(actions([first, second, empty])) == ["exec:pod"])
  }

  @Test func placesAreThoseOfTheFileThatHasTheKey() throws {
    let second = try folder.write("watcher:\n  actions:\n    bascic: false\n", to: "b.yaml")
    let outcome = try actions([first, second])
    #expect(outcome.error.contains("b.yaml:3:5: warning: "), "\(outcome.error)")
    let wrong = try folder.write("- a\n", to: "list.yaml")
    let refused = try actions([first, wrong])
    #expect(refused.status == 2 && refused.error.contains("list.yaml:1:1: error: "))
  }

  @Test func otherCommandsTakeThemToo() throws {
    let second = try folder.write("watcher: {actions: {basic: false}}\n", to: "b.yaml")
    let files = ["--values", first, "--values", second, "--dialect", "k8s-watcher@1.18.17"]
    let values = try RolefitBinary.run(["generate", "values"] + files)
    #expect(values.status == 0 && values.output.contains("basic: false"), "\(values.error)")
    #expect(values.output.contains("podExec: true"))
    let ready = try RolefitBinary.run(
      ["ready", "-", "--to-chart", "1.18.17"] + files, input: Self.role)
    #expect(ready.status == 1 && ready.output.contains("exec:pod"), "\(ready.error)")
    #expect(!ready.output.contains("delete:pod"))
    let lint = try RolefitBinary.run(["lint", "-", "-o", "json"] + files, input: Self.role)
    #expect(lint.status != 64, "\(lint.error)")
  }
}
