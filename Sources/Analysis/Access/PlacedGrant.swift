// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
package import RBAC

/// A rule that the agent holds, with the scope it holds it in and the place it was written.
package struct PlacedGrant: Sendable {
  package var rule: PolicyRule
  package var scope: Scope
  /// The role's rule in the text; `nil` for the default roles of Kubernetes.
  package var ruleEntry: OriginTable.Entry?
  /// The binding in the text; `nil` when the role is only assumed to be bound.
  package var bindingEntry: OriginTable.Entry?
  /// Whether it comes from a binding that every cluster has.
  package var isDefault = false

  /// The rule, with the scope it is held in.
  package var scopedRule: ScopedRule { ScopedRule(rule: rule, scope: scope) }

  /// Where the rule stands.
  package var range: SourceRange? { ruleEntry?.range }

  /// `ClusterRole 'x' rule 2`, counted from 1 as people do.
  package var title: String {
    guard let ruleEntry else { return "a default role of Kubernetes" }
    guard let rule = ruleEntry.rule else { return ruleEntry.title }
    return "\(ruleEntry.title) rule \(rule + 1)"
  }
}
