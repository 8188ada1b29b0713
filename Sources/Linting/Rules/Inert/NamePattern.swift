// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags stars in names, which stand for nothing.
package struct NamePattern: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A name in resourceNames is written as a pattern"
  package static let why = """
    Names are compared as words, so a star is a letter, and no object has it in its name.
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
    for rule in role.rules where !isSigners(rule.rule) {
      for (position, name) in rule.rule.resourceNames.enumerated() where name.contains("*") {
        let isSole = rule.rule.resourceNames.allSatisfy { $0.contains("*") }
        found.report(
          "'\(name)' in resourceNames is no pattern: a star is a letter there, and matches no "
            + "object",
          at: rule.range(of: .resourceNames, at: position), of: role.object,
          severity: isSole ? nil : .warning)
      }
    }
  }
}

extension NamePattern {
  /// The name that stands for all signers of a domain is `example.com/*`, to the letter.
  ///
  /// Source: kubernetes/kubernetes, plugin/pkg/admission/certificates/util.go.
  private static func isSigners(_ rule: PolicyRule) -> Bool {
    rule.resources == ["signers"]
      && rule.resourceNames.allSatisfy { name in
        !name.contains("*") || (name.hasSuffix("/*") && !name.dropLast().contains("*"))
      }
  }
}
