// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags the resource `*`.
package struct WildcardResource: LintRule {
  package static let category = RuleCategory.breadth
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A rule grants every resource of a group"
  package static let why = """
    Every subresource is among them, and every resource that comes later. In the core group that \
    is secrets, exec and tokens of service accounts.
    """
  package static let remedy = """
    List the resources that are needed; */scale and the like stand for one subresource of each.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [⟦"*"⟧]
        verbs: [get, list]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦"*"⟧]
        verbs: ["*"]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: ["*/scale"]
        verbs: [get]
      """),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    let readers: Set = ["get", "list", "watch"]
    for rule in role.rules where !rule.isEverything && rule.rule.resources.contains("*") {
      let part = context.honoured(rule, of: role) { $0.resource == "*" }
      guard !part.verbs.isEmpty else { continue }
      let isCore = part.apiGroups.contains { $0.isEmpty || $0 == "*" }
      let writes = !readers.isSuperset(of: part.verbs)
      let reach = context.wildcardReach(of: rule, of: role)
      let groups = part.apiGroups.contains("*") ? "every API group" : Words.groups(part.apiGroups)
      found.report(
        "\(Words.list(part.verbs)) on everything in \(groups)\(role.place)",
        at: rule.range(of: .resources, ["*"]), of: role.object,
        severity: isCore && writes ? .error : reach.raised, notes: reach.notes)
    }
  }
}
