// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import RBAC
import YAMLSyntax

extension ManifestReader {
  mutating func readBinding(_ node: YAMLNode, kind kindName: String) {
    let kind: RoleBinding.Kind =
      kindName == "ClusterRoleBinding" ? .clusterRoleBinding : .roleBinding
    let name = node["metadata"]?["name"]?.string ?? ""
    var fields = ObjectFields(title: "\(kindName) '\(name)'")
    fields.noteUnknownKeys(
      of: node, path: "", known: ["apiVersion", "kind", "metadata", "subjects", "roleRef"])
    let metadata = fields.metadata(of: node)
    let namespace = kind == .roleBinding ? metadata.namespace.ifEmpty(defaultNamespace) : ""

    let roleRefKeys: Set<String> = ["apiGroup", "kind", "name"]
    var roleRef = RoleRef(apiGroup: "", kind: "", name: "")
    if let reference = fields.mapping("roleRef", of: node, path: "roleRef", known: roleRefKeys) {
      roleRef = RoleRef(
        apiGroup: fields.string("apiGroup", of: reference, path: "roleRef.apiGroup"),
        kind: fields.string("kind", of: reference, path: "roleRef.kind"),
        name: fields.string("name", of: reference, path: "roleRef.name"))
    }
    let subjectKeys: Set<String> = ["apiGroup", "kind", "name", "namespace"]
    var subjects: [Subject] = []
    let nodes = fields.mappings("subjects", of: node, path: "subjects", known: subjectKeys)
    for (index, subject) in nodes.enumerated() {
      let path = "subjects[\(index)]"
      guard let subject else {
        subjects.append(Subject(kind: "", apiGroup: "", name: "", namespace: ""))
        continue
      }
      let kind = fields.string("kind", of: subject, path: "\(path).kind")
      subjects.append(
        Subject(
          kind: kind,
          apiGroup: fields.string("apiGroup", of: subject, path: "\(path).apiGroup")
            .ifEmpty(Self.defaultGroup(ofSubjectKind: kind)),
          name: fields.string("name", of: subject, path: "\(path).name"),
          namespace: fields.string("namespace", of: subject, path: "\(path).namespace")))
    }

    let origin = set.origins.add(
      OriginTable.Entry(
        kind: kindName, namespace: namespace, name: metadata.name, rule: nil, node: node))
    let binding = RoleBinding(
      kind: kind, name: metadata.name, namespace: namespace,
      roleRef: RoleRef(
        apiGroup: roleRef.apiGroup.ifEmpty("rbac.authorization.k8s.io"), kind: roleRef.kind,
        name: roleRef.name),
      subjects: subjects, origin: origin)
    let errors = binding.validationErrors(
      labels: metadata.labels, annotations: metadata.annotations)
    if accepts(fields, errors: errors, node: node) { keep(binding, node: node) }
  }

  /// What the API server fills in for a subject that names no group.
  ///
  /// Source: kubernetes/kubernetes, pkg/apis/rbac/v1/defaults.go.
  private static func defaultGroup(ofSubjectKind kind: String) -> String {
    kind == "User" || kind == "Group" ? "rbac.authorization.k8s.io" : ""
  }
}
