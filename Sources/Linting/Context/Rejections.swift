// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// Turns what the API server would reject into findings: each rejection belongs to one rule of the
/// category `validity`.
enum Rejections {
  /// Files the rejected fields that `isMeant` names.
  static func report(
    to found: inout RuleFindings, in context: LintContext, where isMeant: (FieldError) -> Bool
  ) {
    for rejection in context.manifests.rejections {
      guard let error = rejection.error, isMeant(error) else { continue }
      report(rejection, to: &found)
    }
  }

  /// Files the objects that were rejected as a whole, for one of these reasons.
  static func report(
    to found: inout RuleFindings, in context: LintContext, codes: Set<Diagnostic.Code>
  ) {
    for rejection in context.manifests.rejections where rejection.error == nil {
      guard codes.contains(rejection.diagnostic.code) else { continue }
      report(rejection, to: &found)
    }
  }

  private static func report(_ rejection: ManifestSet.Rejection, to found: inout RuleFindings) {
    let diagnostic = rejection.diagnostic
    let remedy = diagnostic.remedy.map { [Diagnostic.Note($0)] } ?? []
    found.report(
      diagnostic.message, at: diagnostic.range, of: object(rejection.node),
      notes: diagnostic.notes + remedy)
  }

  private static func object(_ node: YAMLNode) -> Finding.Object {
    Finding.Object(
      apiVersion: node["apiVersion"]?.text ?? "", kind: node["kind"]?.text ?? "",
      namespace: node.field("metadata.namespace")?.text ?? "",
      name: node.field("metadata.name")?.text ?? "")
  }
}

extension FieldError {
  /// Whether it is a list of a rule: `rules[0].verbs`.
  var isRuleField: Bool { field.hasPrefix("rules[") && !field.hasSuffix(".nonResourceURLs") }

  /// Whether it is the paths of a rule.
  var isPathField: Bool { field.hasPrefix("rules[") && field.hasSuffix(".nonResourceURLs") }
}
