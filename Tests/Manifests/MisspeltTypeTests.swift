// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests
import Testing
import YAMLSyntax

/// Objects that no API server takes for what they were meant to be.
struct MisspeltTypeTests {
  private func read(
    _ text: String, intent: ManifestReader.Intent = .met, minor: Int = 30
  ) -> ManifestSet {
    var reader = ManifestReader(kubernetesMinor: minor)
    reader.read(SourceText(name: "in.yaml", text: text), intent: intent)
    return reader.set
  }

  private func codes(_ set: ManifestSet) -> [String] { set.diagnostics.map(\.code.rawValue) }

  private func object(_ apiVersion: String, _ kind: String) -> String {
    "apiVersion: \(apiVersion)\nkind: \(kind)\nmetadata: {name: a, namespace: b}\n"
  }

  @Test(
    arguments: [
      "ClusterRoles", "clusterrole", "CLUSTERROLE", "Roles", "role", "RoleBindings",
      "Clusterrolebinding", "ClusterRole ' '", "\"ClusterRole \"", "\"Role\\u200b\"", "Pod", "Rôle",
      "List", "ClusterRoleLists",
    ])
  func aKindThatTheRBACGroupDoesNotHaveIsRejected(kind: String) throws {
    let set = read(object("rbac.authorization.k8s.io/v1", kind))
    let diagnostic = try #require(set.diagnostics.first)
    #expect(codes(set) == [kind == "List" ? "not-a-manifest" : "unknown-kind"])
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.range?.description.hasPrefix("in.yaml:") == true)
    #expect(set.roles.isEmpty && set.bindings.isEmpty)
    #expect(set.hasObjects || set.isIncomplete)
  }

  @Test(
    arguments: [
      "RBAC.authorization.k8s.io/v1", "rbac.authorization.K8s.io/v1",
      "rbac.authorization.k8s.io/V1", "rbac.authorization.k8s.io/v2", "rbac.authorization.k8s.io",
      "rbac.authorization.k8s.io/", "rbac.authorisation.k8s.io/v1", "rbac.authorization.k8s/v1",
      "rbac.authorization.kubernetes.io/v1", "authorization.k8s.io/v1", "rbac/v1", "v1", "V1",
      "apps/v1", "/v1", "a/b/c", "\" rbac.authorization.k8s.io/v1\"",
    ])
  func anAPIVersionThatNoServerHasIsRejected(apiVersion: String) {
    for kind in ["ClusterRole", "RoleBinding"] {
      let set = read(object(apiVersion, kind))
      #expect(codes(set) == ["unknown-api-version"])
      #expect(set.rejections.count == 1 && set.rejectedObjects == 1)
    }
  }

  @Test(arguments: ["v1", "apps/v1", "rbac/v1", "rbac.authorization.k8s.io/v1beta2"])
  func bothWordsMayBeWrong(apiVersion: String) {
    let set = read(object(apiVersion, "clusterroles"))
    #expect(codes(set) == ["unknown-api-version"])
    #expect(set.diagnostics.first?.remedy?.hasSuffix("and kind: ClusterRole") == true)
  }

  @Test(
    arguments: [
      "kind: ClusterRole", "apiVersion: rbac.authorization.k8s.io/v1", "kind: Role\napiVersion: ''",
      "kind: ''\napiVersion: rbac.authorization.k8s.io/v1", "kind: RoleBinding\napiVersion: 1",
      "kind: 1\napiVersion: rbac.authorization.k8s.io/v1", "kind: ClusterRole\napiVersion:",
      "kind: [ClusterRole]\napiVersion: rbac.authorization.k8s.io/v1",
    ])
  func halfOfATypeIsNoneEvenInAFolder(text: String) {
    let set = read(text + "\nmetadata: {name: a}\n")
    #expect(codes(set) == ["not-a-manifest"])
    #expect(set.isIncomplete)
  }

  @Test(
    arguments: [
      "items: abc", "items: 1", "items: {a: b}", "", "items: [abc]", "items: [1, null]",
      "items: [[]]", "items: [{apiVersion: v1}]", "items: [{kind: '', apiVersion: v1}]",
    ])
  func aListThatCannotBeDecodedIsNotPassedOver(items: String) {
    let set = read("apiVersion: v1\nkind: List\n\(items)\n")
    #expect(Set(codes(set)) == ["not-a-manifest"])
    #expect(set.isIncomplete)
  }

  @Test(arguments: ["items: []", "items: null", "items:"])
  func anEmptyListIsOne(items: String) {
    for kind in ["v1\nkind: List", "rbac.authorization.k8s.io/v1\nkind: ClusterRoleList"] {
      let set = read("apiVersion: \(kind)\n\(items)\n", intent: .named)
      #expect(set.diagnostics.isEmpty && !set.hasObjects)
    }
  }

  @Test(
    arguments: [
      ("iam.example.com/v1", "Role"), ("rbac.istio.io/v1alpha1", "ServiceRole"),
      ("iam.example.com/v1", "clusterroles"), ("cluster.x-k8s.io/v1", "ClusterClass"),
      ("v1", "Pod"), ("authorization.k8s.io/v1", "SelfSubjectAccessReview"),
      ("example.com/v1", "AllowList"), ("rbac.example.com/v1", "RoleBinding"),
    ])
  func otherAPIsAreLeftAlone(apiVersion: String, kind: String) {
    let set = read(object(apiVersion, kind) + "items: [a, b]\n")
    #expect(set.diagnostics.isEmpty)
  }

  @Test func otherYAMLInAFolderIsLeftAlone() {
    for text in ["a: b\n", "kind: role\nversion: v7\n", "- kind: ClusterRole\n", "kind: List\n"] {
      #expect(read(text).diagnostics.isEmpty, "\(text)")
    }
  }
}
