// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Reports

/// Reports to render: an ordinary one, and one whose every text is out to break a format.
enum SampleReport {
  static let rules = [
    RuleDescription(
      id: "wildcard-verb", category: "breadth", severity: .warning,
      summary: "A rule allows every verb.", why: "Verbs that come later are allowed too.",
      remedy: "Name the verbs that are needed."),
    RuleDescription(
      id: "core-group-name", category: "inert", severity: .error,
      summary: "The core group is written by a name.",
      why: "It has none, so the rule grants nothing.",
      remedy: "Write \"\"."),
    RuleDescription(
      id: "duplicate-rule", category: "hygiene", severity: .note,
      summary: "A rule stands twice.", why: "One of them will be changed alone.",
      remedy: "Remove one."),
    RuleDescription(
      id: "never-found", category: "hygiene", severity: .note, summary: "A rule without findings.",
      why: "", remedy: ""),
  ]

  /// A range on one line, in a file whose lines are all `width` bytes long.
  static func range(_ file: String, _ line: Int, _ columns: Range<Int>, width: Int = 40)
    -> SourceRange
  {
    func position(_ column: Int) -> SourcePosition {
      SourcePosition(offset: (line - 1) * width + column - 1, line: line, column: column)
    }
    return SourceRange(
      file: file, start: position(columns.lowerBound), end: position(columns.upperBound))
  }

  static let file = "rbac/role.yaml"
  static let lines = [
    "rules:", "- apiGroups: [core]", "  resources: [pods]", "  verbs: ['*']", "- apiGroups: [core]",
  ]

  static func line(_ place: SourceRange) -> LinePart? {
    let index = place.start.line - 1
    return place.file == Self.file && lines.indices.contains(index) ? LinePart(lines[index]) : nil
  }

  private static let role = Finding.Object(
    apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", namespace: "shop", name: "agent")

  static let findings = [
    Finding(
      "wildcard-verb", .warning, "every verb on pods is allowed", at: range(file, 4, 11..<14),
      object: role, notes: [Diagnostic.Note("get and list are used")]),
    Finding(
      "core-group-name", .error, "'core' is not the core group", at: range(file, 2, 15..<19),
      object: role,
      notes: [Diagnostic.Note("the same stands here", at: range(file, 5, 15..<19))],
      fix: Fix(
        "write \"\"",
        edits: [Fix.Edit(range(file, 2, 15..<19), replacement: "\"\"")])),
    Finding(
      "core-group-name", .error, "'core' is not the core group", at: range(file, 5, 15..<19),
      object: role),
    Finding(
      "duplicate-rule", .note, "the rule stands twice",
      at: SourceRange(
        file: file, start: range(file, 2, 3..<3).start, end: range(file, 4, 15..<15).end)),
    Finding("unbound-role", .warning, "nobody has the role", at: nil),
  ]

  static let ordinary = FindingReport(
    command: "lint", version: "1.2.3", rules: rules, findings: findings, suppressed: 2,
    baselined: 198, undetermined: [Diagnostic.Note("the role 'x' is not in the input")])

  static let targets = FindingReport(
    command: "verify", version: "1.2.3", rules: rules,
    sections: [
      FindingReport.Section(
        target: "production", findings: [findings[0], findings[4]], passed: ["delete:pod"]),
      FindingReport.Section(target: "test / 2", findings: [findings[0]], passed: []),
    ])

  static let empty = FindingReport(command: "lint", version: "1.2.3", rules: [], findings: [])

  /// What names and messages can hold when nobody is kind.
  static let nasty =
    "a\nb\r\n\t::error::]]>&<x y=\"'\">%0A%25,:|`*_[]\u{0}\u{1B}[31m\u{7F}\u{85}\u{2028}\u{202E}"
    + "\u{FFFE}\u{FFFF}\u{FEFF}👩‍🚀é\u{301}漢字 {{ x }} ${{ y }} --- #"

  static let hostile = FindingReport(
    command: "lint", version: nasty,
    rules: [
      RuleDescription(
        id: nasty, category: nasty, severity: .error, summary: nasty, why: nasty, remedy: nasty)
    ],
    sections: [
      FindingReport.Section(
        target: nasty,
        findings: [
          Finding(
            nasty, .error, nasty, at: range(nasty, 1, 1..<2),
            object: Finding.Object(apiVersion: nasty, kind: nasty, namespace: nasty, name: nasty),
            notes: [Diagnostic.Note(nasty), Diagnostic.Note(nasty, at: range(nasty, 2, 1..<2))],
            fix: Fix(nasty, edits: [Fix.Edit(range(nasty, 1, 1..<2), replacement: nasty)])),
          Finding("/abs", .note, "", at: range("/a b/ü.yaml", 1, 1..<1)),
        ], passed: [nasty], undetermined: [Diagnostic.Note(nasty, at: range(nasty, 3, 1..<2))])
    ])

  static let all: [(name: String, report: FindingReport)] = [
    ("ordinary", ordinary), ("targets", targets), ("empty", empty), ("hostile", hostile),
  ]
}
