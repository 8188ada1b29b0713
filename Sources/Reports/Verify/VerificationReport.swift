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
    /// Why it could not be judged.
    var problems: [Diagnostic]
    var section: FindingReport.Section
    var rules: [RuleDescription]

    /// - Parameters:
    ///   - failing: what makes the run fail, so that its findings are errors.
    ///   - diagnostics: what is wrong with the manifests themselves.
    package init(
      _ verification: Verification, cluster: ClusterVerification?, target: String?,
      failing: Set<VerifyCondition>, access: AgentAccess, diagnostics: [Diagnostic]
    ) {
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
  package func rendered(as format: ReportFormat, style: TextStyle) -> String {
    switch format {
    case .text, .markdown:
      return entries.compactMap { entry in
        entry.rendered(as: format, style: style) ?? unjudged(entry, format)
      }
      .joined(separator: "\n")
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
  private func unjudged(_ entry: Entry, _ format: ReportFormat) -> String? {
    guard collective == .clusters, let name = entry.target else { return nil }
    let reasons = entry.problems.map(\.message).joined(separator: "; ")
    return format == .markdown
      ? "## \(MarkdownText.cell(name))\n\nNot judged: \(MarkdownText.cell(reasons))\n"
      : "cluster: \(name)\nnot judged: \(reasons)\n"
  }
}

extension VerificationReport.Entry {
  /// One result by itself, as text, JSON or Markdown; `nil` for what could not be judged.
  package func rendered(as format: ReportFormat, style: TextStyle) -> String? {
    guard let verification else { return nil }
    switch format {
    case .json: return JSONEmitter.document(json)
    case .markdown:
      return (target.map { "## \(MarkdownText.cell($0))\n\n" } ?? "")
        + (cluster.map { ClusterVerificationMarkdown($0).text }
          ?? VerificationMarkdown(verification).text)
    default:
      if let cluster { return ClusterVerificationText(cluster, style: style).text }
      return (target.map { "target \($0)\n\n" } ?? "")
        + VerificationText(verification, style: style).text
    }
  }

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
