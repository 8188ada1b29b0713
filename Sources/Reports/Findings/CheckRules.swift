// SPDX-License-Identifier: Apache-2.0

import Analysis
package import Diagnostics
import Linting

/// What reports say of the findings of `verify`, `diff` and of the manifests that they read.
package enum CheckRules {
  package static var verify: [RuleDescription] { FindingVocabulary.verify }
  package static var diff: [RuleDescription] { FindingVocabulary.diff }

  /// The findings that diagnostics of manifests come to.
  package static func findings(of diagnostics: [Diagnostic]) -> [Finding] {
    diagnostics.map { diagnostic in
      Finding(
        diagnostic.code.rawValue, diagnostic.severity, diagnostic.message, at: diagnostic.range,
        notes: diagnostic.notes + (diagnostic.remedy.map { [Diagnostic.Note("help: \($0)")] } ?? [])
      )
    }
  }

  /// A description for each kind of diagnostic: the lint rule's, where one finds the same.
  package static func rules(of diagnostics: [Diagnostic]) -> [RuleDescription] {
    let severities = Dictionary(
      diagnostics.map { ($0.code.rawValue, $0.severity) }, uniquingKeysWith: max)
    return severities.sorted { $0.key < $1.key }.map { code, severity in
      if var rule = RuleRegistry.rule(code)?.description {
        // The summaries of lint rules have no full stop.
        rule.summary += "."
        return rule
      }
      return RuleDescription(
        id: code, category: "validity", severity: severity,
        summary: "A manifest is not as the API server wants it (\(code)).",
        why: "The API server rejects the object, or drops what it does not know.",
        remedy: "Mend what the message says.")
    }
  }
}
