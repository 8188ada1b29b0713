// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// One rule on one line, as people say it: `patch on apps deployments/scale`.
package enum RuleText {
  package static func line(_ scoped: ScopedRule) -> String {
    let rule = scoped.rule
    let verbs = rule.verbs.joined(separator: ", ")
    guard rule.nonResourceURLs.isEmpty else {
      return "\(verbs) on \(rule.nonResourceURLs.joined(separator: ", "))"
    }
    let groups = rule.apiGroups.map { $0.isEmpty ? "core" : $0 }.joined(separator: ", ")
    var line = "\(verbs) on \(rule.resources.joined(separator: ", ")) (\(groups))"
    if !rule.resourceNames.isEmpty {
      line += " named \(rule.resourceNames.map(quoted).joined(separator: ", "))"
    }
    if let namespace = scoped.scope.namespace { line += " in namespace \(namespace)" }
    return line
  }

  private static func quoted(_ name: String) -> String { "'\(name)'" }
}
