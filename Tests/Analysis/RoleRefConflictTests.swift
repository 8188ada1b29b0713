// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC
import Testing
import YAMLSyntax

struct RoleRefConflictTests {
  private static func read(_ bindings: [(namespace: String?, role: String)]) -> ManifestSet {
    let text = bindings.map { namespace, role in
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: \(namespace == nil ? "Cluster" : "")RoleBinding
      metadata: {name: agent\(namespace.map { ", namespace: \($0)" } ?? "")}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: \(role)}
      subjects: [{kind: ServiceAccount, name: agent, namespace: own}]

      """
    }.joined(separator: "---\n")
    var reader = ManifestReader(kubernetesMinor: 30)
    reader.read(SourceText(name: "in.yaml", text: text))
    return reader.finish(inputs: "in.yaml")
  }

  @Test func aBindingThatIsToReferToAnotherRoleIsAConflict() {
    let old = Self.read([(nil, "a"), ("shop", "a"), ("other", "a")])
    let new = Self.read([("shop", "b"), (nil, "b"), ("other", "a"), ("fresh", "b")])
    let conflicts = RoleRefConflict.all(from: old, to: new)
    #expect(
      conflicts.map(\.title) == ["ClusterRoleBinding 'agent'", "RoleBinding 'shop/agent'"])
    #expect(conflicts.map(\.old.name) == ["a", "a"])
    #expect(conflicts.map(\.new.name) == ["b", "b"])
    #expect(conflicts[1].range?.description == "in.yaml:1:1")
  }
}
