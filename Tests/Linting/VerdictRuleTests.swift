// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Linting
import Testing

/// What `lint` finds with other commands, it explains as they do.
struct VerdictRuleTests {
  @Test func aRuleOfTheVocabularyHasItsTextFromThere() {
    let shared = RuleRegistry.all.filter { rule in
      FindingVocabulary.all.contains { $0.id == rule.id }
    }
    #expect(
      shared.map { $0.id }.sorted()
        == ["excess-for-actions", "missing-for-action", "partial-for-action"])
    for rule in shared {
      var description = rule.description
      description.summary += "."
      #expect(FindingVocabulary.all.contains(description), "\(rule.id)")
    }
  }

  @Test func excessIsPhrasedAsVerifyDoes() throws {
    let example = try #require(ExcessForActions.flagged.first)
    let findings = try Sample.findings(in: example.text, like: example)
    #expect(
      findings.map(\.message) == ["no action of the set needs get, list on deployments (apps)"])
    #expect(findings.first?.object?.name == "example")
  }
}
