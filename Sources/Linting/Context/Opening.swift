// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// What a reach lets people do, and how a finding says so.
struct Opening: Sendable {
  /// What follows the verbs and resources of a rule: `runs commands in pods`; `nil` where the rule
  /// does not open it to anybody who matters.
  typealias Consequence = @Sendable (ReachingRule, LintedRole) -> String?
  typealias Severity = @Sendable (ReachingRule, LintedRole) -> Diagnostic.Severity?

  let reach: Reach
  let consequence: Consequence
  /// Whether the verbs are what is wrong, rather than the resources.
  let marksVerbs: Bool
  /// Where the consequence is not the usual one.
  let severity: Severity

  init(
    _ reach: Reach, marksVerbs: Bool = false, _ consequence: @escaping Consequence,
    severity: @escaping Severity = { _, _ in nil }
  ) {
    self.reach = reach
    self.marksVerbs = marksVerbs
    self.consequence = consequence
    self.severity = severity
  }

  /// With one consequence wherever the rule holds, which is said with it.
  init(
    _ reach: Reach, _ consequence: String, marksVerbs: Bool = false,
    severity: @escaping Severity = { _, _ in nil }
  ) {
    self.init(
      reach, marksVerbs: marksVerbs,
      { _, role in consequence + (reach.resources.isEmpty ? "" : role.place) }, severity: severity)
  }
}
