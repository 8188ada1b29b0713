// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What is said when helm is missing, refuses, or warns. The `helm` of these tests is a few lines
/// of shell that behave as the real one does.
struct HelmFailureTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func verify(
    helm script: String, _ arguments: [String] = []
  ) throws -> RolefitBinary.Outcome {
    let path = try folder.searchPath(adding: "helm", script: "#!/bin/sh\n\(script)\n")
    return try RolefitBinary.run(
      ["verify", "--chart", "vendor/chart", "--actions", "delete:pod"] + arguments,
      environment: ["PATH": path])
  }

  private static let role = """
    cat <<'END'
    ---
    # Source: chart/templates/account.yaml
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: agent}
    ---
    # Source: chart/templates/role.yaml
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: agent}
    rules:
    - {apiGroups: [""], resources: [pods], verbs: [delete]}
    - {apiGroups: [""], resources: [pods], verbs: [create]}
    END
    """

  @Test func aMissingHelmIsNamedWithWhatToDo() throws {
    try folder.write("", to: "none/file")
    let outcome = try RolefitBinary.run(
      ["verify", "--chart", "vendor/chart", "--actions", "delete:pod"],
      environment: ["PATH": folder.path("none")])
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("helm could not be run"), "\(outcome.error)")
    #expect(outcome.error.contains("install helm"))
  }

  @Test func helmsRefusalIsToldInItsOwnWords() throws {
    let outcome = try verify(
      helm: "echo 'Error: execution error at (c/templates/a.yaml:2:4): no cluster name' >&2; exit 1"
    )
    #expect(outcome.status == 2)
    #expect(
      outcome.error.contains("helm: execution error at (c/templates/a.yaml:2:4): no cluster name"))
    #expect(outcome.output.isEmpty)
    let silent = try verify(helm: "exit 7")
    #expect(silent.status == 2 && silent.error.contains("status 7"), "\(silent.error)")
  }

  @Test func everyLineOfARefusalIsShown() throws {
    let outcome = try verify(
      helm:
        "printf 'WARNING: old\\nError: values do not meet the schema:\\n- site: required\\n' >&2"
        + "; exit 1")
    #expect(outcome.error.contains("helm: values do not meet the schema:"), "\(outcome.error)")
    #expect(outcome.error.contains("- site: required") && outcome.error.contains("WARNING: old"))
  }

  @Test func warningsAreShownWithoutTheirTime() throws {
    let outcome = try verify(
      helm: "echo '2024/05/06 07:08:09 warning: cannot overwrite table' >&2\n\(Self.role)")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error.contains("helm: warning: cannot overwrite table\n"))
  }

  @Test func placesNameTheTemplateAndTheLineOfTheOutput() throws {
    let outcome = try verify(helm: Self.role, ["--fail-on", "excess"])
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains("(helm template vendor/chart:13:3 [chart/templates/role.yaml])"),
      "\(outcome.output)")
  }

  @Test func helmIsAskedAsItsUserAsksIt() throws {
    let outcome = try verify(
      helm: "echo \"$*\" >&2\n\(Self.role)",
      [
        "--chart-version", "1.2.3", "--set", "a.b=1,c=2", "--set-string", "d=3", "--namespace", "n",
        "--release", "r",
      ])
    #expect(
      outcome.error.contains(
        """
        helm: template r vendor/chart --namespace n --version 1.2.3 --set a.b=1,c=2 --set-string \
        d=3
        """
      ), "\(outcome.error)")
  }

  @Test func valuesFromStandardInputAreRefused() throws {
    let outcome = try RolefitBinary.run(
      ["verify", "--chart", "vendor/chart", "--values", "-"], input: "watcher: {}\n")
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("standard input"), "\(outcome.error)")
  }
}
