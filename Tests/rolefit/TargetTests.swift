// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `--only` chooses targets of the configuration file.
struct TargetTests {
  private let folder: TemporaryDirectory

  init() throws {
    folder = try TemporaryDirectory()
    try folder.write(
      """
      kube-version: "1.31"
      targets:
        - {name: shop, files: role.yaml, actions: "delete:pod"}
        - {name: till, files: role.yaml, actions: "exec:pod"}
      """, to: ".rolefit.yaml")
    try folder.write(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: r}
      rules: [{apiGroups: [""], resources: [pods], verbs: [delete]}]
      """, to: "role.yaml")
  }

  private func run(_ words: String...) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(words, directory: folder.path)
  }

  @Test func verifyJudgesThoseThatAreNamed() throws {
    #expect(try run("verify").status == 1)
    let one = try run("verify", "--only", "shop")
    #expect(one.status == 0 && one.output.contains("target shop"), "\(one.error)")
    #expect(!one.output.contains("target till"))
    #expect(try run("verify", "--target", "till").status == 1)
    let both = try run("verify", "--only", "till,shop", "-o", "json")
    #expect(both.status == 1 && both.output.contains("shop"))
    // What the command line names besides is judged with the target's options.
    let file = try run("verify", "role.yaml", "--only", "shop", "-o", "json")
    #expect(file.status == 0, "\(file.error)")
  }

  @Test func otherCommandsTakeItsOptions() throws {
    let rules = try run("rules", "--only", "till")
    #expect(rules.status == 0 && rules.output.contains("pods/exec"), "\(rules.error)")
    #expect(rules.error.contains("assuming k8s-watcher"), "the version is that of the top level")
    let lint = try run("lint", "--only", "till", "-o", "json")
    #expect(lint.status == 1 && lint.output.contains("missing-for-action"), "\(lint.error)")
    #expect(try run("rules", "--only", "till,shop").status == 64)
  }

  @Test func aNameThatThereIsNotIsExplained() throws {
    for command in ["verify", "rules"] {
      let outcome = try run(command, "--only", "shp")
      #expect(outcome.status == 64)
      #expect(outcome.error.contains("--only: there is no target 'shp'; did you mean 'shop'?"))
      #expect(outcome.error.contains("shop, till"))
    }
    let empty = try TemporaryDirectory()
    let config = try empty.write("actions: all\n", to: "own.yaml")
    let none = try run("rules", "--config", config, "--only", "shop")
    #expect(none.status == 64 && none.error.contains("has no targets"))
  }
}
