// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import RBAC
import YAMLSyntax

extension ManifestReader {
  mutating func readRole(_ node: YAMLNode, kind kindName: String) {
    let kind: Role.Kind = kindName == "ClusterRole" ? .clusterRole : .role
    let name = node["metadata"]?["name"]?.string ?? ""
    var fields = ObjectFields(title: "\(kindName) '\(name)'")
    fields.noteUnknownKeys(
      of: node, path: "", known: ["apiVersion", "kind", "metadata", "rules", "aggregationRule"])
    let metadata = fields.metadata(
      of: node, namespace: kind == .role ? defaultNamespace ?? "" : nil)
    let reference = ObjectReference(
      kind: kindName, namespace: metadata.namespace, name: metadata.name)
    let origin = addOrigin(OriginTable.Entry(reference: reference, rule: nil, node: node))

    var rules: [PolicyRule] = []
    var ruleOrigins: [Origin] = []
    let ruleKeys: Set<String> = [
      "apiGroups", "resources", "resourceNames", "verbs", "nonResourceURLs",
    ]
    let ruleNodes = fields.mappings("rules", of: node, path: "rules", known: ruleKeys)
    for (index, ruleNode) in ruleNodes.enumerated() {
      ruleOrigins.append(
        addOrigin(
          OriginTable.Entry(reference: reference, rule: index, node: ruleNode ?? node)))
      guard let ruleNode else {
        rules.append(PolicyRule(verbs: []))
        continue
      }
      let path = "rules[\(index)]"
      rules.append(
        PolicyRule(
          apiGroups: fields.strings("apiGroups", of: ruleNode, path: "\(path).apiGroups"),
          resources: fields.strings("resources", of: ruleNode, path: "\(path).resources"),
          resourceNames: fields.strings(
            "resourceNames", of: ruleNode, path: "\(path).resourceNames"),
          verbs: fields.strings("verbs", of: ruleNode, path: "\(path).verbs"),
          nonResourceURLs: fields.strings(
            "nonResourceURLs", of: ruleNode, path: "\(path).nonResourceURLs")))
    }

    let role = Role(
      kind: kind, metadata: metadata, rules: rules, ruleOrigins: ruleOrigins,
      // The rules that a server stores are those that it goes by, whatever they were put together
      // from.
      aggregationRule: kind == .clusterRole && !isStored ? fields.aggregationRule(of: node) : nil,
      origin: origin)
    if isStored, let rule = node["aggregationRule"], !rule.isNull {
      set.aggregatedRoles.insert(metadata.name)
    }
    guard isJudgeable(role, node: node) else { return }
    if accepts(fields, errors: role.validate(), node: node) {
      keep(role, node: node)
    }
  }

  /// Whether the role's rules expand to few enough combinations to be kept one by one. A short text
  /// can expand to billions, since a rule is the product of its fields.
  private mutating func isJudgeable(_ role: Role, node: YAMLNode) -> Bool {
    var total = 0
    for rule in role.rules {
      let (sum, overflow) = total.addingReportingOverflow(rule.atomCount)
      total = overflow ? .max : sum
    }
    guard total > Self.mostCombinations else { return true }
    set.isIncomplete = true
    set.diagnostics.append(
      Diagnostic(
        .error, "too-many-combinations",
        "the rules of \(role.kind.rawValue) '\(role.name)' stand for more than "
          + "\(Self.mostCombinations) combinations of verb, group, resource and name",
        at: node.field("rules")?.range ?? node.range,
        remedy: "divide the rules, so that each lists only what belongs together"))
    return false
  }

  mutating func addOrigin(_ entry: OriginTable.Entry) -> Origin {
    var entry = entry
    if isStored { entry.node = nil }
    return set.origins.add(entry)
  }

  /// Files what decoding and validation found; whether the API server would take the object.
  mutating func accepts(_ fields: ObjectFields, errors: [FieldError], node: YAMLNode) -> Bool {
    if isStored, !fields.isUndecodable { return true }
    set.diagnostics += fields.diagnostics
    guard !fields.isUndecodable else {
      set.rejections += fields.diagnostics.filter { $0.severity == .error }.map {
        ManifestSet.Rejection(diagnostic: $0, error: nil, node: node)
      }
      set.rejectedObjects += 1
      return false
    }
    // Whoever applies an object names the namespace of one that names none.
    let errors = errors.filter {
      !($0.field == "metadata.namespace" && $0.reason == .required)
    }
    for error in errors {
      let diagnostic = Diagnostic(
        .error, "invalid-object", "\(fields.title): \(error.field): \(error.detail)",
        at: node.field(error.field)?.range ?? node.range,
        notes: [
          Diagnostic.Note("the API server would reject the whole object, so it grants nothing")
        ])
      reject(node, diagnostic, error)
    }
    if !errors.isEmpty { set.rejectedObjects += 1 }
    return errors.isEmpty
  }

  /// Files a reason for which the API server would reject an object.
  mutating func reject(_ node: YAMLNode, _ diagnostic: Diagnostic, _ error: FieldError? = nil) {
    set.diagnostics.append(diagnostic)
    set.rejections.append(
      ManifestSet.Rejection(diagnostic: diagnostic, error: error, node: node))
  }
}

extension ObjectFields {
  /// The object's metadata; `namespace` is what a namespaced object has that names none, and
  /// `nil` for a cluster-scoped one, whose namespace the API server drops.
  mutating func metadata(of node: YAMLNode, namespace: String?) -> ObjectMetadata {
    guard
      let metadata = mapping("metadata", of: node, path: "metadata", known: Self.metadataKeys)
    else {
      return ObjectMetadata(name: "", namespace: namespace ?? "")
    }
    _ = mappings(
      "ownerReferences", of: metadata, path: "metadata.ownerReferences",
      known: ["apiVersion", "blockOwnerDeletion", "controller", "kind", "name", "uid"])
    let written = string("namespace", of: metadata, path: "metadata.namespace")
    return ObjectMetadata(
      name: string("name", of: metadata, path: "metadata.name"),
      generateName: string("generateName", of: metadata, path: "metadata.generateName"),
      namespace: namespace.map { written.isEmpty ? $0 : written } ?? "",
      labels: stringMap("labels", of: metadata, path: "metadata.labels"),
      annotations: stringMap("annotations", of: metadata, path: "metadata.annotations"),
      finalizers: strings("finalizers", of: metadata, path: "metadata.finalizers"))
  }

  /// Source: k8s.io/apimachinery, `ObjectMeta` in pkg/apis/meta/v1/types.go; `clusterName` went
  /// with Kubernetes 1.24, and no server ever did anything with it.
  private static let metadataKeys: Set<String> = [
    "annotations", "clusterName", "creationTimestamp", "deletionGracePeriodSeconds",
    "deletionTimestamp", "finalizers", "generateName", "generation", "labels", "managedFields",
    "name", "namespace", "ownerReferences", "resourceVersion", "selfLink", "uid",
  ]

  mutating func aggregationRule(of node: YAMLNode) -> [LabelSelector]? {
    guard
      let rule = mapping(
        "aggregationRule", of: node, path: "aggregationRule", known: ["clusterRoleSelectors"])
    else { return nil }
    let path = "aggregationRule.clusterRoleSelectors"
    let selectors = mappings(
      "clusterRoleSelectors", of: rule, path: path, known: ["matchLabels", "matchExpressions"])
    var result: [LabelSelector] = []
    for (index, selector) in selectors.enumerated() {
      guard let selector else {
        result.append(LabelSelector())
        continue
      }
      let path = "\(path)[\(index)]"
      var expressions: [LabelSelector.Requirement] = []
      let nodes = mappings(
        "matchExpressions", of: selector, path: "\(path).matchExpressions",
        known: ["key", "operator", "values"])
      for (index, expression) in nodes.enumerated() {
        let path = "\(path).matchExpressions[\(index)]"
        guard let expression else {
          expressions.append(LabelSelector.Requirement(key: "", operator: "", values: []))
          continue
        }
        expressions.append(
          LabelSelector.Requirement(
            key: string("key", of: expression, path: "\(path).key"),
            operator: string("operator", of: expression, path: "\(path).operator"),
            values: strings("values", of: expression, path: "\(path).values")))
      }
      result.append(
        LabelSelector(
          matchLabels: stringMap("matchLabels", of: selector, path: "\(path).matchLabels"),
          matchExpressions: expressions))
    }
    return result
  }
}
