// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags stars and lists in names, which stand for nothing.
package struct NamePattern: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A name in resourceNames is written as a pattern or as a list"
  package static let why = """
    Names are compared as words, so a star or a comma is a letter, and no object has it in its \
    name.
    """
  package static let remedy = """
    Leave resourceNames out for every name, or list the names; what names begin with cannot be \
    granted.
    """
  package static let flagged = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [⟦"*"⟧]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [nodes]
        resourceNames: [worker, ⟦"worker-*"⟧]
        verbs: [get]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [⟦"example, other"⟧]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [get]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules where !rule.rule.resourceNames.isEmpty {
      let isNothing = rule.rule.liveNames.isEmpty
      for (position, name) in rule.rule.resourceNames.enumerated() {
        guard let fault = fault(of: name, in: rule.rule) else { continue }
        found.report(
          fault, at: rule.range(of: .resourceNames, at: position), of: role.object,
          severity: isNothing ? nil : .warning)
      }
    }
  }

  private static func fault(of name: String, in rule: PolicyRule) -> String? {
    if rule.isNamePattern(name) {
      return
        "'\(name)' in resourceNames is no pattern: a star is a letter there, and matches no object"
    }
    return rule.isNameList(name)
      ? "'\(name)' in resourceNames is one name, which no object has: write each as an entry" : nil
  }
}
