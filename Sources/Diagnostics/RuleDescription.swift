// SPDX-License-Identifier: Apache-2.0

/// What a report says of a rule whose findings it shows.
package struct RuleDescription: Hashable, Sendable {
  /// In kebab case, such as `wildcard-verb`.
  package var id: String
  /// What its findings are about, such as `inert`.
  package var category: String
  /// The severity of its findings unless a finding's consequence says otherwise.
  package var severity: Diagnostic.Severity
  /// What it finds: one sentence.
  package var summary: String
  /// Why that matters: one sentence or more.
  package var why: String
  /// What to write instead: one sentence or more.
  package var remedy: String

  package init(
    id: String, category: String, severity: Diagnostic.Severity, summary: String, why: String,
    remedy: String
  ) {
    self.id = id
    self.category = category
    self.severity = severity
    self.summary = summary
    self.why = why
    self.remedy = remedy
  }
}
