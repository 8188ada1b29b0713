// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags patterns of paths that leave their own root out.
package struct URLWithoutItsRoot: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.note
  package static let summary = "What lies below a path is granted, and the path itself is not"
  package static let why = """
    The pattern /x/* matches /x/a and not /x: a client that asks for /x first, as discovery \
    does, is refused there.
    """
  package static let remedy = """
    Add the path itself, or leave the slash out of the pattern if what begins with it may be \
    asked for too.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - nonResourceURLs: [⟦/logs/*⟧]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - nonResourceURLs: [/debug, ⟦"/debug/pprof/*"⟧]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - nonResourceURLs: [/logs, "/logs/*"]
        verbs: [get]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.role.rules.contains(where: { $0.nonResourceURLs.contains { $0.hasSuffix("/*") } })
    else {
      return
    }
    let granted = role.atoms
    for rule in role.rules {
      for (position, url) in rule.rule.nonResourceURLs.enumerated() where url.hasSuffix("/*") {
        let root = String(url.dropLast(2))
        guard !root.isEmpty, !root.contains("*"), root.hasPrefix("/"),
          rule.rule.verbs.contains(where: {
            !PathRequest.judge(verb: $0).isInert
              && !granted.covers(Atom(.nonResource(verb: $0, url: root)))
          })
        else { continue }
        found.report(
          "'\(url)' does not match '\(root)' itself",
          at: rule.range(of: .nonResourceURLs, at: position), of: role.object)
      }
    }
  }
}
