// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// What a rule with a wildcard lets people do, put together so that one cause does not make a dozen
/// findings: the worst of what the rule names by itself stays a finding of its own, the rest goes
/// with the finding about the wildcard.
struct WildcardReach {
  private struct Entry {
    var id: String
    var severity: Diagnostic.Severity
    var isSpelled: Bool
    var consequences: [String]
  }

  /// How many findings of its own a rule with a wildcard has.
  private static let most = 2

  private var folded: [Entry] = []

  init(of rule: LintedRule, of role: LintedRole, in context: LintContext) {
    var spelled: [Entry] = []
    for type in RuleRegistry.reachRules {
      var entries: [Bool: Entry] = [:]
      for opening in type.openings {
        guard let grant = opening.reach.grant(by: rule, of: role, in: context),
          let consequence = opening.consequence(grant, role)
        else { continue }
        var entry =
          entries[grant.isSpelled]
          ?? Entry(
            id: type.id, severity: .note, isSpelled: grant.isSpelled, consequences: [])
        entry.severity = max(entry.severity, opening.severity(grant, role) ?? type.severity)
        if !entry.consequences.contains(consequence) { entry.consequences.append(consequence) }
        entries[grant.isSpelled] = entry
      }
      if let entry = entries[true] { spelled.append(entry) }
      if let entry = entries[false] { folded.append(entry) }
    }
    let ordered = spelled.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }
    folded += ordered.dropFirst(Self.most).map(\.element)
  }

  /// Whether what a rule of the linter finds in what is spelled goes with the wildcard.
  func folds(_ id: String) -> Bool { folded.contains { $0.id == id && $0.isSpelled } }

  /// One note with all of it; none where there is nothing.
  var notes: [Diagnostic.Note] {
    let consequences = folded.flatMap(\.consequences)
    return consequences.isEmpty
      ? [] : [Diagnostic.Note("it also \(consequences.joined(separator: "; "))")]
  }

  /// The severity of the finding about the wildcard, if it is more than the usual one.
  var raised: Diagnostic.Severity? { folded.contains { $0.severity == .error } ? .error : nil }
}
