// SPDX-License-Identifier: Apache-2.0

extension AtomSet {
  /// The one way to write this set as rules; sets that cover the same are written the same.
  ///
  /// Covered atoms are dropped. A resource rule has one group; within it, a resource with a name
  /// (or with any) stands in one rule only; names of a resource with the same verbs share a rule,
  /// and so do resources with the same verbs and names. Named and unnamed never merge, nor do
  /// scopes. URLs with the same verbs share a rule, after the resources of their scope. Everything
  /// is sorted as atoms are.
  package func normalForm() -> [ScopedRule] {
    var rules: [ScopedRule] = []
    var rest = reduced().atoms[...]
    while let scope = rest.first?.scope {
      let ofScope = rest.prefix { $0.scope == scope }
      rest = rest.dropFirst(ofScope.count)
      // One field at a time: the result of each step differs in more than the next step's field
      // only.
      let merged = ofScope.map(\.rule).merged(along: \.verbs).merged(along: \.resourceNames)
        .merged(along: \.resources).merged(along: \.nonResourceURLs)
      rules += merged.map { ScopedRule(rule: $0, scope: scope) }
    }
    return rules
  }
}

extension [PolicyRule] {
  /// Joins the rules that are equal but for one field, in the order of their first appearance. A
  /// rule without entries in that field stays as it is: no names means any name, which no list of
  /// names can hold.
  fileprivate func merged(along field: WritableKeyPath<PolicyRule, [String]>) -> [PolicyRule] {
    var merged: [PolicyRule] = []
    var positions: [PolicyRule: Int] = [:]
    for rule in self {
      guard !rule[keyPath: field].isEmpty else {
        merged.append(rule)
        continue
      }
      var key = rule
      key[keyPath: field] = []
      if let position = positions[key] {
        merged[position][keyPath: field] += rule[keyPath: field]
      } else {
        positions[key] = merged.count
        merged.append(rule)
      }
    }
    return merged
  }
}
