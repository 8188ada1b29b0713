// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@Suite struct BindingValidationTests {
  private static let rbac = "rbac.authorization.k8s.io"

  @Test(arguments: [
    (RoleBinding.RoleRef(kind: "Role", name: "r"), [], ["roleRef.kind FieldValueNotSupported"]),
    (RoleBinding.RoleRef(apiGroup: rbac, kind: "ClusterRole", name: "r"), [], []),
    (
      RoleBinding.RoleRef(apiGroup: "rbac", kind: "Node", name: ""),
      [
        "roleRef.apiGroup FieldValueNotSupported", "roleRef.kind FieldValueNotSupported",
        "roleRef.name FieldValueRequired",
      ],
      [
        "roleRef.apiGroup FieldValueNotSupported", "roleRef.kind FieldValueNotSupported",
        "roleRef.name FieldValueRequired",
      ]
    ),
    (
      RoleBinding.RoleRef(kind: "ClusterRole", name: ".."), ["roleRef.name FieldValueInvalid"],
      ["roleRef.name FieldValueInvalid"]
    ),
  ])
  func roleReferencesAreJudged(
    roleRef: RoleBinding.RoleRef, inNamespace: [String], clusterWide: [String]
  ) {
    let local = RoleBinding(
      kind: .roleBinding, name: "b", namespace: "x", roleRef: roleRef, subjects: [])
    let global = RoleBinding(
      kind: .clusterRoleBinding, name: "b", roleRef: roleRef, subjects: [])
    #expect(local.validate().map { "\($0.field) \($0.reason.rawValue)" } == inNamespace)
    #expect(global.validate().map { "\($0.field) \($0.reason.rawValue)" } == clusterWide)
  }

  @Test(arguments: [
    (Subject(kind: "User", name: "any name/at%all"), [], []),
    (Subject(kind: "Group", apiGroup: rbac, name: "g"), [], []),
    (
      Subject(kind: "User", name: ""),
      ["name FieldValueRequired", "name FieldValueInvalid"],
      ["name FieldValueRequired", "name FieldValueInvalid"]
    ),
    (
      Subject(kind: "Group", apiGroup: "rbac", name: "g"),
      ["apiGroup FieldValueNotSupported"], ["apiGroup FieldValueNotSupported"]
    ),
    (Subject(kind: "ServiceAccount", name: "sa"), [], ["namespace FieldValueRequired"]),
    (Subject(kind: "ServiceAccount", name: "sa", namespace: "Not a label"), [], []),
    (
      Subject(kind: "ServiceAccount", apiGroup: rbac, name: "S", namespace: "x"),
      ["name FieldValueInvalid", "apiGroup FieldValueNotSupported"],
      ["name FieldValueInvalid", "apiGroup FieldValueNotSupported"]
    ),
    (
      Subject(kind: "", name: "n"), ["kind FieldValueNotSupported"], ["kind FieldValueNotSupported"]
    ),
  ])
  func subjectsAreJudged(subject: Subject, inNamespace: [String], clusterWide: [String]) {
    let roleRef = RoleBinding.RoleRef(kind: "ClusterRole", name: "r")
    let local = RoleBinding(
      kind: .roleBinding, name: "b", namespace: "x", roleRef: roleRef, subjects: [subject])
    let global = RoleBinding(
      kind: .clusterRoleBinding, name: "b", roleRef: roleRef, subjects: [subject])
    #expect(
      local.validate().map { "\($0.field) \($0.reason.rawValue)" }
        == inNamespace.map { "subjects[0].\($0)" })
    #expect(
      global.validate().map { "\($0.field) \($0.reason.rawValue)" }
        == clusterWide.map { "subjects[0].\($0)" })
  }
}
