// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags API groups that cannot be.
package struct MalformedGroup: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A name in apiGroups is none that an API group can have"
  package static let why = """
    RBAC compares groups as words, and each is a domain in lower case without a version: several \
    in one entry, a slash or a star within one match no request.
    """
  package static let remedy = "Write each group as an entry of its own, without its version."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [⟦"apps,batch"⟧]
        resources: [deployments, jobs]
        verbs: [get, list]
      """),
    LintExample.rules(
      """
      - apiGroups: [example.com, ⟦"*.example.com"⟧, ⟦example.com/v1⟧]
        resources: [widgets]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [example.com]
        resources: [widgets]
        verbs: [get]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules {
      let groups = Set(
        context.points(of: rule, of: role).filter { $0.judgement == .impossibleGroup }
          .map(\.group))
      for (position, group) in rule.rule.apiGroups.enumerated() where groups.contains(group) {
        found.report(
          fault(of: group), at: rule.range(of: .apiGroups, at: position), of: role.object)
      }
    }
  }

  private static func fault(of group: String) -> String {
    if !APITable.isOneWord(group) {
      return "'\(group)' is one word to RBAC: write each group as an entry of its own"
    }
    let plain = group.prefix { $0 != "/" }.lowercased()
    let isVersioned = group.contains("/") && !plain.isEmpty
    if isVersioned || (plain != group && !plain.contains("*")) {
      return "no API group can be named '\(group)'; did you mean '\(plain)'?"
    }
    return "no API group can be named '\(group)'"
  }
}
