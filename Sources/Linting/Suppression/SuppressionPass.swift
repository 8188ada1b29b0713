// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Takes out what the text asks to pass over, and says what is wrong with the asking.
struct SuppressionPass {
  private(set) var findings: [Finding] = []
  /// The findings that were silenced.
  private(set) var silenced: [Finding] = []

  /// - Parameters:
  ///   - judged: the rules that have run: only of these it is known whether they find nothing.
  ///   - today: what `until` is held against.
  init(
    _ found: [Finding], _ suppressions: [Suppression], judged: Set<String>, today: CalendarDay
  ) {
    var asked: [Asked: [Int]] = [:]
    for (index, suppression) in suppressions.enumerated() {
      asked[Asked(suppression), default: []].append(index)
    }
    let expired = suppressions.map { suppression in
      suppression.until.flatMap(CalendarDay.init).map { $0 < today } ?? false
    }
    var isUsed = suppressions.map { _ in false }
    for finding in found {
      let matching =
        asked.isEmpty
        ? []
        : Asked.those(about: finding).flatMap { asked[$0] ?? [] }
          .filter { suppressions[$0].covers(finding) }
      for index in matching { isUsed[index] = true }
      if matching.contains(where: { !expired[$0] }) {
        silenced.append(finding)
      } else {
        findings.append(finding)
      }
    }
    for (index, suppression) in suppressions.enumerated() {
      if let problem = Self.problem(
        with: suppression, isExpired: expired[index], isUsed: isUsed[index], judged: judged)
      {
        findings.append(problem)
      }
    }
  }

  private static func problem(
    with suppression: Suppression, isExpired: Bool, isUsed: Bool, judged: Set<String>
  ) -> Finding? {
    func finding(_ rule: any LintRule.Type, _ message: String) -> Finding? {
      guard judged.contains(rule.id) else { return nil }
      return Finding(
        rule.id, rule.severity, message, at: suppression.range, object: suppression.object)
    }
    if suppression.rule.isEmpty {
      return finding(MalformedSuppression.self, "this suppression names no rule")
    }
    guard RuleRegistry.rule(suppression.rule) != nil else {
      return finding(
        MalformedSuppression.self, "there is no rule '\(suppression.rule)' to suppress")
    }
    if suppression.reason.isEmpty {
      return finding(
        MalformedSuppression.self,
        "this suppression of \(suppression.rule) gives no reason, so it does not count")
    }
    if let until = suppression.until, CalendarDay(until) == nil {
      return finding(MalformedSuppression.self, "'\(until)' is no day: write it like 2026-12-31")
    }
    if isExpired {
      return finding(
        ExpiredSuppression.self,
        "this suppression of \(suppression.rule) ended on \(suppression.until ?? "")")
    }
    guard !isUsed, judged.contains(suppression.rule) else { return nil }
    return finding(
      UnusedSuppression.self, "\(suppression.rule) finds nothing here that could be suppressed")
  }
}

/// What a suppression is about, as far as it can be looked up.
private struct Asked: Hashable {
  private var rule: String
  /// `nil` where the finding may be in any.
  private var file: String?
  private var line: Int?
  private var name: String?

  init(_ suppression: Suppression) {
    rule = suppression.rule
    file = suppression.isOfBuiltObject ? nil : suppression.range.file
    switch suppression.target {
    case .line(let line): self.line = line
    case .object(_, _, let name): self.name = name
    }
  }

  private init(rule: String, file: String?, line: Int? = nil, name: String? = nil) {
    self.rule = rule
    self.file = file
    self.line = line
    self.name = name
  }

  /// All that may be about a finding.
  static func those(about finding: Finding) -> [Asked] {
    [finding.range?.file, nil].flatMap { file in
      [
        Asked(rule: finding.rule, file: file, line: finding.range?.start.line),
        Asked(rule: finding.rule, file: file, name: finding.object?.name),
      ]
    }
  }
}
