// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import RBAC

extension Finding {
  /// A finding of a rule, with the rule's severity unless `severity` says otherwise.
  package init(
    _ rule: RuleDescription, _ message: String, at range: SourceRange?,
    severity: Diagnostic.Severity? = nil, object: Object? = nil, notes: [Diagnostic.Note] = []
  ) {
    self.init(
      rule.id, severity ?? rule.severity, message, at: range, object: object, notes: notes)
  }
}

extension Finding.Object {
  /// A role or a binding, by the version of the RBAC API that every server has.
  package init(_ reference: ObjectReference) {
    self.init(
      apiVersion: "\(RoleBinding.apiGroup)/v1", kind: reference.kind,
      namespace: reference.namespace, name: reference.name)
  }
}
