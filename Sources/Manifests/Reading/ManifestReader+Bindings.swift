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
    let metadata = fields.metadata(
      of: node, namespace: kind == .roleBinding ? defaultNamespace ?? "" : nil)

    let roleRefKeys: Set<String> = ["apiGroup", "kind", "name"]
    var roleRef = RoleBinding.RoleRef(apiGroup: "", kind: "", name: "")
    if let reference = fields.mapping("roleRef", of: node, path: "roleRef", known: roleRefKeys) {
      roleRef = RoleBinding.RoleRef(
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
        subjects.append(Subject(kind: "", name: ""))
        continue
      }
      subjects.append(
        Subject(
          kind: fields.string("kind", of: subject, path: "\(path).kind"),
          apiGroup: fields.string("apiGroup", of: subject, path: "\(path).apiGroup"),
          name: fields.string("name", of: subject, path: "\(path).name"),
          namespace: fields.string("namespace", of: subject, path: "\(path).namespace")))
    }

    let origin = addOrigin(
      OriginTable.Entry(
        reference: ObjectReference(
          kind: kindName, namespace: metadata.namespace, name: metadata.name),
        rule: nil, node: node))
    let binding = RoleBinding(
      kind: kind, metadata: metadata, roleRef: roleRef, subjects: subjects, origin: origin)
    if accepts(fields, errors: binding.validate(), node: node) { keep(binding, node: node) }
  }
}
