// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

struct CatalogInitTests {
  private static let role = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: agent}
    rules:
    - {apiGroups: [example.com], resources: [widgets], verbs: [get, list, watch]}
    - {apiGroups: [apps], resources: [deployments], verbs: [patch]}

    """

  @Test func aRoleBecomesACatalogWithItsRules() throws {
    let folder = try TemporaryDirectory()
    let file = folder.path("agent.yaml")
    let made = try RolefitBinary.run(
      ["catalog", "init", "--from", "-", "--output-file", file], input: Self.role)
    #expect(made.status == 0, "\(made.error)")
    let valid = try RolefitBinary.run(["catalog", "validate", file])
    #expect(valid.status == 0 && valid.output == "agent@0.1.0: 2 actions, 0 capabilities\n")
    let rules = try RolefitBinary.run(
      ["rules", "--catalog", file, "--actions", "all", "-o", "json"])
    let expected: JSON = [
      ["apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["patch"]],
      ["apiGroups": ["example.com"], "resources": ["widgets"], "verbs": ["get", "list", "watch"]],
    ]
    #expect(try rules.json()["rules"] == expected)
    let again = try RolefitBinary.run(
      ["catalog", "init", "--from", "-", "--output-file", file, "--check"], input: Self.role)
    #expect(again.status == 0)
  }

  /// Whoever begins again would lose what was written into the first one.
  @Test func whatWasEditedIsKept() throws {
    let folder = try TemporaryDirectory()
    let file = folder.path("agent.yaml")
    let words = ["catalog", "init", "--from", "-", "--output-file", file]
    #expect(try RolefitBinary.run(words, input: Self.role).status == 0)
    let begun = try folder.read("agent.yaml")
    #expect(try RolefitBinary.run(words, input: Self.role).status == 0)
    let edited = begun + "# mine\n"
    _ = try folder.write(edited, to: "agent.yaml")
    let again = try RolefitBinary.run(words, input: Self.role)
    #expect(again.status == 2 && again.error.contains("[edited-file]"), "\(again.error)")
    #expect(try folder.read("agent.yaml") == edited)
    #expect(try RolefitBinary.run(words + ["--force"], input: Self.role).status == 0)
    #expect(try folder.read("agent.yaml") == begun)
  }

  @Test func withoutARoleItWritesAnExample() throws {
    let made = try RolefitBinary.run(["catalog", "init"])
    let valid = try RolefitBinary.run(["catalog", "validate", "-"], input: made.output)
    #expect(valid.status == 0, "\(valid.error)")
  }

  @Test func valuesAreForAChart() throws {
    let made = try RolefitBinary.run(
      ["catalog", "init", "--from", "-", "--set", "a=b"], input: Self.role)
    #expect(made.status == 64)
  }
}
