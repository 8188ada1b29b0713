// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags service accounts that are written as users or groups.
package struct ServiceAccountAsUser: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A service account is written as a user, or as a group"
  package static let why = """
    A service account is the user system:serviceaccount:NAMESPACE:NAME, and nothing checks what \
    is written there: with another form, or as a group, it is nobody.
    """
  package static let remedy = "Write a subject of kind ServiceAccount with its name and namespace."
  package static let flagged = [
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: ⟦system:serviceaccount:agents:example⟧
      """),
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: ⟦system:serviceaccount:example⟧
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: ⟦system:serviceaccount:agents:example⟧
      """),
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: ⟦system:serviceaccounts:agents:example⟧
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: ⟦serviceaccount:agents:example⟧
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
    for (position, subject) in binding.binding.subjects.enumerated()
    where subject.kind == "User" || subject.kind == "Group" {
      if subject.kind == "User", User(name: subject.name).serviceAccount != nil {
        found.report(
          "this user is a service account, and reads better as one",
          at: binding.range(ofSubject: position, "name"), of: binding.object)
      } else if let meant = ServiceAccountName.meant(by: subject) {
        let hint = meant.isEmpty ? "" : "; did you mean \(meant)?"
        found.report(
          "nobody is the \(subject.kind.lowercased()) '\(subject.name)'\(hint)",
          at: binding.range(ofSubject: position, "name"), of: binding.object, severity: .error)
      }
    }
  }
}

/// Names of users and groups that look like those of service accounts, and are not.
private enum ServiceAccountName {
  private static let user = "system:serviceaccount"
  private static let group = "system:serviceaccounts"

  /// What a subject that nobody is was to be, in words that may be empty; `nil` where somebody may
  /// be it.
  static func meant(by subject: Subject) -> String? {
    let parts = subject.name.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "/" }
      .map(String.init)
    guard let rest = rest(of: parts), !isGroup(subject) else { return nil }
    switch rest.count {
    case 2 where rest.allSatisfy(NameRules.isSubdomain):
      return "the user '\(user):\(rest[0]):\(rest[1])'"
    case 1 where NameRules.isLabel(rest[0]): return "the group '\(group):\(rest[0])'"
    case 0: return "the group '\(group)'"
    default: return ""
    }
  }

  /// Source: k8s.io/apiserver, `MakeGroupNames` in pkg/authentication/serviceaccount/util.go.
  private static func isGroup(_ subject: Subject) -> Bool {
    guard subject.kind == "Group" else { return false }
    if subject.name == group { return true }
    return subject.name.hasPrefix("\(group):")
      && NameRules.isLabel(String(subject.name.dropFirst(group.count + 1)))
  }

  /// What follows the words for service accounts; `nil` where a name does not begin with them, nor
  /// with a slip of them.
  private static func rest(of parts: [String]) -> [String]? {
    if parts.count > 1, isNear(parts[0] + ":" + parts[1], user) { return Array(parts.dropFirst(2)) }
    let isShortened =
      parts.count == 3 && ["serviceaccount", "serviceaccounts"].contains(parts[0].lowercased())
    return isShortened ? Array(parts.dropFirst()) : nil
  }

  private static func isNear(_ text: String, _ word: String) -> Bool {
    let plain = text.lowercased()
    return plain == word || Suggestion.nearest(to: plain, among: [word]) != nil
  }
}
