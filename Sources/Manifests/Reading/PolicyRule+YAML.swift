// SPDX-License-Identifier: Apache-2.0

package import RBAC
package import YAMLSyntax

extension PolicyRule {
  /// The rule as manifests write it: only the fields it has, in the order people write them.
  package var yaml: YAMLValue { .mapping(fields) }

  private var fields: [YAMLValue.Entry] {
    var entries: [YAMLValue.Entry] = []
    func add(_ key: String, _ values: [String]) {
      guard !values.isEmpty else { return }
      entries.append(YAMLValue.Entry(key, .sequence(values.map { .string($0) })))
    }
    add("apiGroups", apiGroups)
    add("resources", resources)
    add("resourceNames", resourceNames)
    add("nonResourceURLs", nonResourceURLs)
    add("verbs", verbs)
    return entries
  }
}

extension ScopedRule {
  /// The rule as reports write it: a rule that holds in one namespace carries it.
  package var yaml: YAMLValue {
    guard case .mapping(var entries) = rule.yaml else { return rule.yaml }
    if let namespace = scope.namespace {
      entries.insert(YAMLValue.Entry("namespace", .string(namespace)), at: 0)
    }
    return .mapping(entries)
  }
}
