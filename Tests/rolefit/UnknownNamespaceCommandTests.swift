// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What `helm template -n` prints names no namespace: nothing is said of `default`.
struct UnknownNamespaceCommandTests {
  private let folder: TemporaryDirectory
  private let file: String

  init() throws {
    folder = try TemporaryDirectory()
    file = try folder.write(Self.objects(subject: "namespace: till"), to: "piped.yaml")
  }

  private static func objects(_ place: String = "", subject: String = "") -> String {
    """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: agent\(place)}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: agent\(place)}
    rules:
    - {apiGroups: [""], resources: [configmaps], verbs: [get]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: agent\(place)}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: agent}
    subjects:
    - kind: ServiceAccount
      name: agent
      \(subject)

    """
  }

  @Test func lintSaysNothingOfDefault() throws {
    let bare = try RolefitBinary.run(["lint", file])
    #expect(bare.status == 0, "\(bare.output)")
    #expect(!(bare.output + bare.error).contains("default"))
    let named = try RolefitBinary.run(["lint", "-n", "till", file])
    #expect(named.status == 0, "\(named.output)")
    let other = try RolefitBinary.run(["lint", "-n", "shop", file])
    #expect(other.status == 1 && other.output.contains("subject-in-wrong-namespace"))
    let variable = try RolefitBinary.run(
      ["lint", file], environment: ["ROLEFIT_NAMESPACE": "shop"])
    #expect(variable.status == 0, "\(variable.output)")
  }

  @Test func whoMayIsNotKnownInTheNamespaceThatItMayBe() throws {
    let asked = try RolefitBinary.run(["who-can", "get", "configmaps", "-n", "till", file])
    #expect(asked.status == 3 && asked.output.contains("names no namespace"), "\(asked.output)")
    let everywhere = try RolefitBinary.run(["who-can", "get", "configmaps", "-A", file])
    #expect(everywhere.status == 1, "\(everywhere.output)")
  }

  @Test func aDifferenceInAnUnknownNamespaceIsOne() throws {
    let more = try folder.write(
      Self.objects(subject: "namespace: till").replacing("[get]", with: "[get, list]"),
      to: "more.yaml")
    let run = try RolefitBinary.run(["diff", file, more])
    #expect(run.status == 1 && run.output.contains("+ list on configmaps"), "\(run.output)")
    #expect(run.output.contains("in a namespace that is not named"))
    #expect(!run.output.contains("default"))
  }

  @Test func aDifferenceToANamedNamespaceIsNotKnown() throws {
    let placed = try folder.write(
      Self.objects(", namespace: till", subject: "namespace: till"), to: "placed.yaml")
    let run = try RolefitBinary.run(["diff", file, placed])
    #expect(run.status == 3 && run.error.contains("-n"), "\(run.error)\(run.output)")
    let named = try RolefitBinary.run(["diff", "-n", "till", file, placed])
    #expect(named.status == 0, "\(named.output)")
  }

  @Test func aRefusalIsExplainedByWhatTheNamespaceWouldChange() throws {
    let start = "User \"system:serviceaccount:till:agent\" cannot "
    let rest = " resource \"configmaps\" in API group \"\" in the namespace \"till\""
    func notes(_ verb: String, _ arguments: [String]) throws -> String {
      try RolefitBinary.run(["explain", start + verb + rest, "-f", file] + arguments).output
    }
    let held = try notes("get", [])
    #expect(held.contains("names no namespace") && held.contains("-n"), "\(held)")
    #expect(try notes("get", ["-n", "till"]).contains("these manifests allow it"))
    let lacking = try notes("delete", [])
    #expect(lacking.contains("Role 'agent', which names no namespace"), "\(lacking)")
  }

  @Test func whomACommandWouldBindMustBeKnown() throws {
    let path = try folder.write(Self.objects(), to: "nobody.yaml")
    let arguments = ["ready", path, "--actions", "delete:pod", "-o", "json"]
    let open = try RolefitBinary.run(arguments)
    #expect(open.status == 3 && open.error.contains("-n"), "\(open.error)")
    let named = try RolefitBinary.run(arguments + ["-n", "till"])
    #expect(named.status == 1, "\(named.error)")
    #expect(try named.json()["serviceAccount"] == "till:agent")
  }

  @Test func verifyingIsOpenUntilTheNamespaceIsNamed() throws {
    let role = """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: agent}
      rules:
      - {apiGroups: [""], resources: [pods], verbs: [delete]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: agent}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: agent}
      subjects: [{kind: ServiceAccount, name: agent, namespace: komodor}]

      """
    let path = try folder.write(role, to: "role.yaml")
    let arguments = ["verify", path, "--actions", "delete:pod", "--watch-namespace", "shop"]
    let open = try RolefitBinary.run(arguments)
    #expect(open.status == 3 && open.output.contains("names no namespace"), "\(open.output)")
    #expect(try RolefitBinary.run(arguments + ["-n", "shop"]).status == 0)
    #expect(try RolefitBinary.run(arguments + ["-n", "till"]).status == 1)
    let elsewhere = try RolefitBinary.run(["verify", path, "--actions", "delete:pod"])
    #expect(elsewhere.status == 1, "a RoleBinding gives nothing everywhere")
  }
}
