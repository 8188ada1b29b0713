// SPDX-License-Identifier: Apache-2.0

package import RBAC
package import YAMLSyntax

extension PolicyRule {
  /// The rule as manifests write it: only the fields it has, in the order people write them.
  package var yaml: YAMLValue { .object(fields) }

  fileprivate var fields: [(String, YAMLValue)] {
    let lists = [
      ("apiGroups", apiGroups), ("resources", resources), ("resourceNames", resourceNames),
      ("nonResourceURLs", nonResourceURLs), ("verbs", verbs),
    ]
    return lists.filter { !$0.1.isEmpty }.map { ($0.0, .strings($0.1)) }
  }
}

extension ScopedRule {
  /// The rule as reports write it: a rule that holds in one namespace carries it.
  package var yaml: YAMLValue {
    let namespace = scope.namespace.map { [("namespace", YAMLValue.string($0))] } ?? []
    return .object(namespace + rule.fields)
  }

  /// Reads what `yaml` writes.
  package init(_ node: YAMLNode) {
    func list(_ key: String) -> [String] { node[key]?.elements.compactMap(\.string) ?? [] }
    self.init(
      rule: PolicyRule(
        apiGroups: list("apiGroups"), resources: list("resources"),
        resourceNames: list("resourceNames"), verbs: list("verbs"),
        nonResourceURLs: list("nonResourceURLs")),
      scope: node["namespace"]?.string.map { .namespace($0) } ?? .cluster)
  }
}
