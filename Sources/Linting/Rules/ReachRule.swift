// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import RBAC

/// A rule about grants that lead further than they say.
protocol ReachRule: LintRule {
  static var openings: [Opening] { get }
  /// Whether a rule of a role is reported once, however many of the openings it has.
  static var isOncePerRule: Bool { get }
}

extension ReachRule {
  static var isOncePerRule: Bool { false }

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    var seen: Set<Int> = []
    for opening in openings {
      for grant in opening.reach.grants(by: role, in: context) {
        guard let consequence = opening.consequence(grant, role) else { continue }
        if grant.rule.rule.verbs.contains("*"),
          context.wildcardReach(of: grant.rule, of: role).folds(id)
        {
          continue
        }
        if isOncePerRule, !seen.insert(grant.rule.index).inserted { continue }
        found.report(
          "\(grant.words) \(consequence)",
          at: opening.marksVerbs ? grant.verbRange : grant.resourceRange, of: role.object,
          severity: opening.severity(grant, role))
      }
    }
  }
}
