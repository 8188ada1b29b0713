// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Notes verbs of built-in resources that are nobody's but an operator's or a policy's.
package struct CustomVerb: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A verb is granted that no API server asks for by itself"
  package static let why = """
    To RBAC a verb is any word. It counts where somebody asks the authorizer about it: an \
    admission policy (authorizer in CEL), an operator or a proxy, with a SubjectAccessReview. \
    Without one it grants nothing.
    """
  package static let remedy = """
    Leave it where something asks for it, and say so in a suppression; otherwise write the verb \
    that was meant.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [namespaces]
        verbs: [get, ⟦skip-checks⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [storage.k8s.io]
        resources: [storageclasses]
        verbs: [⟦use⟧]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [example.com]
        resources: [widgets]
        verbs: [get, approve]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules {
      let points = context.points(of: rule, of: role).filter {
        $0.judgement == .customVerb && context.table.isKnownGroup($0.group)
      }
      let verbs = Set(points.map(\.verb))
      let written = rule.rule.verbs.filter(verbs.contains)
      guard !written.isEmpty else { continue }
      let resources = Set(points.map(\.resource))
      found.report(
        "no API server asks for \(Words.list(written)) on "
          + "\(Words.list(rule.rule.resources.filter(resources.contains))) by itself; "
          + "a policy or an operator may",
        at: rule.range(of: .verbs, written), of: role.object)
    }
  }
}
