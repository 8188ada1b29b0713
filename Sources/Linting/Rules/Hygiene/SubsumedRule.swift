// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags rules that other rules of the role make needless.
package struct SubsumedRule: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.note
  package static let summary = "Other rules of the role grant all that a rule grants"
  package static let why = """
    It adds nothing, and hides how much the others grant: names in it limit nobody, and taking \
    it out takes nothing away.
    """
  package static let remedy = "Leave it out, or make the other rule as narrow as was meant."
  package static let flagged = [
    LintExample.rules(
      """
      - ⟦apiGroups: [apps]
        resources: [deployments]
        verbs: [get]⟧
      - apiGroups: [apps]
        resources: [deployments, statefulsets]
        verbs: [get, list]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [get]
      - ⟦apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [get]⟧
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: ["*"]
        verbs: [get]
      - ⟦apiGroups: [apps]
        resources: [deployments]
        verbs: [get]⟧
      - apiGroups: [apps]
        resources: [statefulsets]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [create]
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [get]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for (rules, others) in causes(in: role) {
      let isOne = rules.count == 1
      found.report(
        "\(Words.rules(rules.map(\.index))) \(isOne ? "adds" : "add") nothing: "
          + "\(Words.rules(others.map(\.index))) \(others.count == 1 ? "grants" : "grant") all of "
          + (isOne ? "it" : "them"),
        at: rules[0].range, of: role.object,
        notes: rules.dropFirst().prefix(3).map {
          Diagnostic.Note("rule \($0.index + 1) adds nothing either", at: $0.range)
        }
          + others.prefix(3).map {
            Diagnostic.Note("rule \($0.index + 1) grants some of it", at: $0.range)
          }, fix: role.removal(of: rules, title: isOne ? "take the rule out" : "take the rules out")
      )
    }
  }

  /// The rules that others cover, those together that the same others cover.
  private static func causes(
    in role: LintedRole
  ) -> [(rules: [LintedRule], others: [LintedRule])] {
    var causes: [(rules: [LintedRule], others: [LintedRule])] = []
    var places: [[Int]: Int] = [:]
    for (rule, others) in role.subsumedRules {
      let key = others.map(\.index)
      if let place = places[key] {
        causes[place].rules.append(rule)
      } else {
        places[key] = causes.count
        causes.append(([rule], others))
      }
    }
    return causes
  }
}
