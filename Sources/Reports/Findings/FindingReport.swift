// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What a command found, ready to be shown in any format.
package struct FindingReport: Sendable {
  /// What was judged in one go: everything, or one target of a configuration.
  package struct Section: Sendable {
    /// The target's name; `nil` when there is only one thing to judge.
    package var target: String?
    /// In the order of the text, each once.
    package private(set) var findings: [Finding]
    /// What was looked at and is as it should be, such as the actions that are granted; `nil` when
    /// that is every rule that found nothing.
    package var passed: [String]?
    /// Why parts of the answer can't be known.
    package var undetermined: [Diagnostic.Note]

    package init(
      target: String? = nil, findings: [Finding], passed: [String]? = nil,
      undetermined: [Diagnostic.Note] = []
    ) {
      self.target = target
      var seen: Set<Finding> = []
      self.findings = findings.filter { seen.insert($0).inserted }.sorted()
      self.passed = passed?.sorted()
      self.undetermined = undetermined
    }
  }

  /// The command, such as `lint`.
  package var command: String
  /// The version of rolefit.
  package var version: String
  /// The rules that were applied, by id.
  package private(set) var rules: [RuleDescription]
  package var sections: [Section]
  /// Findings that a comment or an annotation silences, which are not among the findings.
  package var suppressed: Int
  /// Findings that the baseline knows, which are not among the findings.
  package var baselined: Int
  /// Whether everything could be judged: where not, no findings is not that there are none.
  package var isComplete: Bool

  package init(
    command: String, version: String, rules: [RuleDescription], sections: [Section],
    suppressed: Int = 0, baselined: Int = 0, isComplete: Bool = true
  ) {
    self.command = command
    self.version = version
    self.rules = rules.sorted { $0.id < $1.id }
    self.sections = sections
    self.suppressed = suppressed
    self.baselined = baselined
    self.isComplete = isComplete
  }

  /// A report of one run over everything.
  package init(
    command: String, version: String, rules: [RuleDescription], findings: [Finding],
    suppressed: Int = 0, baselined: Int = 0, undetermined: [Diagnostic.Note] = [],
    isComplete: Bool = true
  ) {
    self.init(
      command: command, version: version, rules: rules,
      sections: [Section(findings: findings, undetermined: undetermined)],
      suppressed: suppressed, baselined: baselined, isComplete: isComplete)
  }

  package var findings: [Finding] { sections.flatMap(\.findings) }

  package func count(of severity: Diagnostic.Severity) -> Int {
    sections.reduce(0) { $0 + $1.findings.count { $0.severity == severity } }
  }
}

extension FindingReport {
  /// A finding with what a report shows beside it.
  struct Item {
    var finding: Finding
    var target: String?
    /// What is said of its rule; `nil` for a rule that the report does not describe.
    var rule: RuleDescription?
    /// The position of its rule among the report's.
    var ruleIndex: Int?
    var fingerprint: String

    var category: String { rule?.category ?? "other" }
  }

  /// Every finding, target after target.
  var items: [Item] { itemsBySection.flatMap(\.items) }

  /// Every finding, by section.
  var itemsBySection: [(section: Section, items: [Item])] {
    let indices = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var fingerprints = FindingFingerprint()
    return sections.map { section in
      let items = section.findings.map { finding in
        let index = indices[finding.rule]
        return Item(
          finding: finding, target: section.target, rule: index.map { rules[$0] },
          ruleIndex: index,
          fingerprint: fingerprints.next(finding, in: section.target ?? ""))
      }
      return (section, items)
    }
  }

  /// What passed: what the section names, or else every rule that found nothing.
  func passed(in section: Section) -> [(name: String, category: String)] {
    if let passed = section.passed { return passed.map { ($0, command) } }
    let found = Set(section.findings.map(\.rule))
    return rules.filter { !found.contains($0.id) }.map { ($0.id, $0.category) }
  }
}
