// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import Manifests
import RBAC

/// Flags bindings to service accounts that are not among the others.
package struct MissingServiceAccount: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.warning
  package static let summary = """
    A binding is for a service account that the input does not have, though it has others of \
    that namespace
    """
  package static let why = """
    The binding then waits for an account of that name: whoever may create one gets its \
    permissions, and the account that was meant has none.
    """
  package static let remedy = """
    Correct the name of the subject, or add the account to what is linted.
    """
  package static let flagged = [
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: ⟦exmaple⟧
        namespace: agents
      """),
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: example
        namespace: agents
      - kind: ServiceAccount
        name: ⟦collector⟧
        namespace: agents
      """),
  ]
  package static let accepted = [
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: example
        namespace: agents
      """)
  ]

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    for (position, subject) in binding.binding.subjects.enumerated() {
      guard let account = binding.account(of: subject), account.name != "default",
        !context.serviceAccounts.contains(account), !context.mayBeUnplaced(account),
        let others = context.accounts.names[account.namespace]
      else { continue }
      let meant = others.nearest(to: account.name).map { "; did you mean '\($0)'?" }
      found.report(
        "the namespace '\(account.namespace)' has no service account '\(account.name)' here, "
          + "though it has others\(meant ?? "")",
        at: binding.range(ofSubject: position, "name"), of: binding.object)
    }
  }
}
