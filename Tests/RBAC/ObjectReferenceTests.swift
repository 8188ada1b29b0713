// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

struct ObjectReferenceTests {
  @Test func aClusterScopedObjectIsNamedWithoutANamespace() {
    #expect(ObjectReference(kind: "ClusterRole", name: "x").title == "ClusterRole 'x'")
    #expect(ObjectReference(kind: "Role", namespace: "shop", name: "x").title == "Role 'shop/x'")
  }

  @Test func theNamespaceThatAClusterRoleWritesDoesNotCount() {
    let written = Role(kind: .clusterRole, name: "x", namespace: "shop", rules: [])
    #expect(written.reference == Role(kind: .clusterRole, name: "x", rules: []).reference)
    let binding = RoleBinding(
      kind: .clusterRoleBinding, name: "x", namespace: "shop",
      roleRef: RoleBinding.RoleRef(kind: "ClusterRole", name: "x"), subjects: [])
    #expect(binding.reference == ObjectReference(kind: "ClusterRoleBinding", name: "x"))
  }

  @Test func kindNamespaceAndNameKeepObjectsApart() {
    let references: Set = [
      ObjectReference(kind: "Role", namespace: "a", name: "b"),
      ObjectReference(kind: "Role", namespace: "b", name: "a"),
      ObjectReference(kind: "RoleBinding", namespace: "a", name: "b"),
      ObjectReference(kind: "Role", namespace: "", name: "a/b"),
    ]
    #expect(references.count == 4)
  }

  /// The API server compares names byte by byte.
  @Test func namesThatOnlyLookAlikeAreTwoObjects() {
    let composed = ObjectReference(kind: "ClusterRole", name: "caf\u{e9}")
    let combining = ObjectReference(kind: "ClusterRole", name: "cafe\u{301}")
    #expect(composed != combining)
    #expect((composed < combining) != (combining < composed))
  }

  @Test func referencesAreSortedByKindNamespaceAndName() {
    let sorted = [
      ObjectReference(kind: "ClusterRole", name: "z"),
      ObjectReference(kind: "Role", namespace: "a", name: "z"),
      ObjectReference(kind: "Role", namespace: "b", name: "a"),
      ObjectReference(kind: "Role", namespace: "b", name: "b"),
    ]
    #expect(sorted.reversed().sorted() == sorted)
  }

  @Test func theLabelOfTheDefaultRolesTellsThem() {
    let own = ObjectMetadata(
      name: "view", labels: ["kubernetes.io/bootstrapping": "rbac-defaults"])
    #expect(own.isBootstrapped)
    #expect(!ObjectMetadata(name: "view").isBootstrapped)
    #expect(!ObjectMetadata.isBootstrapped(label: "other"))
  }
}
