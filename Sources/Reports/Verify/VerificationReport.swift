// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import YAMLSyntax

/// The reports of `verify`: of one run, or of several targets or clusters.
package struct VerificationReport {
  /// What several results are called in JSON.
  package enum Collective: String, Sendable {
    case targets, clusters
  }

  /// What one target came to.
  package struct Entry: Sendable {
    /// The name of the target, or of the cluster's context; `nil` for the only one.
    var target: String?
    /// `nil` for what could not be judged.
    var verification: Verification?
    /// What else is known of the cluster, where one was asked.
    var cluster: ClusterVerification?
    /// What is possible though it is not in the set, where a page is to say so.
    var switchedOff: [Verification.ActionResult] = []
    /// Why it could not be judged.
    var problems: [Diagnostic]
    var section: FindingReport.Section
    var rules: [RuleDescription]

    /// - Parameters:
    ///   - switchedOff: what is possible though it is not in the set, for a page.
    ///   - failing: what makes the run fail, so that its findings are errors.
    ///   - diagnostics: what is wrong with the manifests themselves.
    package init(
      _ verification: Verification, cluster: ClusterVerification?, target: String?,
      failing: Set<VerifyCondition>, access: AgentAccess, diagnostics: [Diagnostic],
      switchedOff: [Verification.ActionResult] = []
    ) {
      self.switchedOff = switchedOff
      self.target = target
      self.verification = verification
      self.cluster = cluster
      problems = []
      section = VerificationFindings(
        verification, failing: Set(failing.flatMap(\.rules)), place: access.place
      ).section(target: target, diagnostics: diagnostics)
      rules = CheckRules.rules(of: diagnostics)
    }

    /// A target that could not be judged.
    package init(failed target: String, _ failure: Failure) {
      self.target = target
      problems = failure.diagnostics
      section = FindingReport.Section(
        target: target, findings: CheckRules.findings(of: failure.diagnostics))
      rules = CheckRules.rules(of: failure.diagnostics)
    }
  }

  private let entries: [Entry]
  private let collective: Collective
  private let hasTargets: Bool
  private let version: String

  /// - Parameters:
  ///   - hasTargets: whether there may be several.
  ///   - version: rolefit's own.
  package init(
    _ entries: [Entry], of collective: Collective, hasTargets: Bool, version: String
  ) {
    self.entries = entries
    self.collective = collective
    self.hasTargets = hasTargets
    self.version = version
  }

  /// All results in one report.
  package func rendered(
    as format: ReportFormat, style: TextStyle, detail: TextDetail = .usual
  ) -> String {
    switch format {
    case .text:
      return entries.compactMap { entry in
        entry.rendered(as: format, style: style, detail: detail) ?? unjudged(entry)
      }
      .joined(separator: detail == .quiet ? "" : "\n")
    case .markdown: return markdown
    case .html: return html.text()
    case .json:
      let values = entries.map(\.json)
      let all: YAMLValue = .object([
        ("schemaVersion", .integer(1)), (collective.rawValue, .sequence(values)),
      ])
      return JSONEmitter.document(hasTargets ? all : values.first ?? .null)
    default:
      var rules: [RuleDescription] = CheckRules.verify
      for rule in entries.flatMap(\.rules) where !rules.contains(where: { $0.id == rule.id }) {
        rules.append(rule)
      }
      return FindingReport(
        command: "verify", version: version, rules: rules, sections: entries.map(\.section)
      ).rendered(as: format)
    }
  }

  /// A cluster that could not be judged, as the report on several has it.
  private func unjudged(_ entry: Entry) -> String? {
    guard collective == .clusters, let name = entry.target else { return nil }
    let reasons = entry.problems.map(\.message).joined(separator: "; ")
    return ("cluster: \(name)\nnot judged: \(reasons)\n" as ShownText).string
  }

  /// All results on one page, the worst first.
  private var markdown: String {
    var page = MarkdownPage()
    if entries.count > 1 {
      let good = entries.count { $0.weight == Entry.leastWeight }
      page.add("## rolefit: \(good) of \(entries.count) \(collective.rawValue) granted\n\n")
    }
    let worst = entries.enumerated().sorted {
      ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
    }
    for (place, entry) in worst.map(\.element).enumerated() {
      var part = entry.page
      if place > 0 { part.begin("\n") }
      page.add(section: part)
    }
    return page.text()
  }
}

extension VerificationReport {
  /// All results as a page to look at, the worst first.
  private var html: HTMLPage {
    let worst = entries.enumerated().sorted {
      ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
    }.map(\.element)
    if entries.count == 1, let page = entries[0].content {
      return HTMLPage(
        title: entries[0].target.map { "rolefit verify: \($0)" } ?? "rolefit verify",
        verdict: page.verdict, page.status, facts: page.facts, tables: page.tables)
    }
    let rows = worst.map { entry in
      let content = entry.content
      return HTMLTable.Row([
        HTMLTable.Cell(entry.target ?? ""),
        HTMLTable.Cell(content?.status ?? .error),
        HTMLTable.Cell(
          content?.verdict ?? entry.problems.map(\.message).joined(separator: "; ")),
      ])
    }
    let good = entries.count { $0.weight == Entry.leastWeight }
    return HTMLPage(
      title: "rolefit verify",
      verdict: "\(good) of \(entries.count) \(collective.rawValue) granted",
      good == entries.count ? .granted : .missing,
      tables: [HTMLTable("Overview", columns: ["Name", "Status", "Verdict"], rows: rows)]
        + worst.flatMap { $0.content?.tables ?? [] })
  }
}

extension VerificationReport.Entry {
  /// What a page shows of it; `nil` for what could not be judged.
  fileprivate var content: VerificationHTML? {
    verification.map {
      VerificationHTML(
        $0, cluster: cluster, switchedOff: switchedOff,
        prefix: target.map { "\($0): " } ?? "")
    }
  }

  /// One result by itself, as text, JSON or Markdown; `nil` for what could not be judged.
  package func rendered(
    as format: ReportFormat, style: TextStyle, detail: TextDetail = .usual
  ) -> String? {
    guard let verification else { return nil }
    switch format {
    case .json: return JSONEmitter.document(json)
    case .markdown: return page.text()
    default:
      if let cluster {
        return ClusterVerificationText(cluster, style: style, detail: detail).text
      }
      let gap: ShownText = detail == .quiet ? ": " : "\n\n"
      let title: ShownText = target.map { "target \($0)" + gap } ?? ""
      return style.fitted(
        title + VerificationText(verification, style: style, detail: detail).shown)
    }
  }

  /// By itself, below its name.
  fileprivate var page: MarkdownPage {
    guard let verification else {
      let reasons = problems.map(\.message).joined(separator: "; ")
      return MarkdownPage(title + "Not judged: \(MarkdownText.cell(reasons))\n")
    }
    var page =
      cluster.map { ClusterVerificationMarkdown($0).page }
      ?? VerificationMarkdown(verification).page
    page.begin(title)
    return page
  }

  private var title: String { target.map { "## \(MarkdownText.cell($0))\n\n" } ?? "" }

  /// How bad it is; more is worse.
  fileprivate var weight: Int {
    switch verification?.verdict {
    case nil: 4
    case .missing: 3
    case .unsupported: 2
    case .undetermined: 1
    case .granted: Self.leastWeight
    }
  }

  fileprivate static var leastWeight: Int { 0 }

  fileprivate var json: YAMLValue {
    if let cluster { return ClusterVerificationJSON.value(cluster, target: target) }
    if let verification { return VerificationJSON.value(verification, target: target) }
    let problems = problems.map { problem in
      YAMLValue.string((problem.range.map { "\($0): " } ?? "") + problem.message)
    }
    return .object([
      ("schemaVersion", .integer(1)), ("target", .string(target ?? "")),
      ("problems", .sequence(problems)),
    ])
  }
}

extension VerifyCondition {
  /// The rules of reports whose findings are what the condition names.
  fileprivate var rules: [String] {
    switch self {
    case .missing: ["missing-for-action", "partial-for-action"]
    case .excess: ["excess-for-actions"]
    case .inert: ["inert-grant"]
    case .undetermined: ["undetermined-for-action"]
    case .unsupported: ["unsupported-action"]
    }
  }
}
