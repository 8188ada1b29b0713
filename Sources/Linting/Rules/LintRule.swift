// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// A lint rule: one file in `Rules/`, and one line in `RuleRegistry`.
///
/// Its id is the type's name in kebab case: `WrongAPIGroup` is `wrong-api-group`. Its examples are
/// its documentation and its tests at once. Of the three `check` functions a rule has the one that
/// suits it; the linter calls them all, once for each Kubernetes version of the run.
package protocol LintRule: Sendable {
  static var category: RuleCategory { get }
  /// The severity of its findings unless a finding's consequence says otherwise.
  static var severity: Diagnostic.Severity { get }
  /// What it finds: one sentence, without a full stop.
  static var summary: String { get }
  /// Why that matters: one sentence or more.
  static var why: String { get }
  /// What to write instead: one sentence or more.
  static var remedy: String { get }
  /// The routes of `rolefit reach` that it is about.
  static var routes: [any Route.Type] { get }
  /// Manifests with the places marked (`⟦…⟧`) where the rule, and it alone of all the marks, finds
  /// something: as many findings as marks.
  static var flagged: [LintExample] { get }
  /// Manifests in which no rule at all finds anything.
  static var accepted: [LintExample] { get }

  /// Judges one role that the API server would accept.
  static func check(_ role: LintedRole, in context: LintContext, into found: inout RuleFindings)
  /// Judges one binding that the API server would accept.
  static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings)
  /// Judges everything together.
  static func check(_ context: LintContext, into found: inout RuleFindings)
}

extension LintRule {
  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {}
  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {}
  package static func check(_ context: LintContext, into found: inout RuleFindings) {}

  package static var routes: [any Route.Type] { [] }

  /// In kebab case, such as `wrong-api-group`.
  package static var id: String { RuleID.of(Self.self) }

  /// What reports say of the rule.
  package static var description: RuleDescription {
    RuleDescription(
      id: id, category: category.rawValue, severity: severity, summary: summary, why: why,
      remedy: remedy)
  }
}
