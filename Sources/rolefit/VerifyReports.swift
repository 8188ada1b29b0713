// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Reports
import YAMLSyntax

/// The reports of `verify`: of one run, or of every target of the configuration.
///
/// On standard output text, JSON and Markdown follow each other as targets are done. All that goes
/// to a file, and all other formats, hold every target and are written at the end.
final class VerifyReports {
  private let options: ReportOptions
  private let hasTargets: Bool
  /// What the JSON of several is called: `targets`, or `clusters`.
  private let collective: String
  /// What each target came to, in their order.
  private var results: [Result] = []

  private struct Result {
    var target: String?
    /// `nil` for a target that could not be judged.
    var verification: Verification?
    /// The cluster that it is about, where one was asked.
    var cluster: ClusterVerification?
    /// Why it could not be judged.
    var problems: [Diagnostic]
    var section: FindingReport.Section
    var rules: [RuleDescription]
  }

  init(_ options: ReportOptions, hasTargets: Bool, collective: String = "targets") {
    self.options = options
    self.hasTargets = hasTargets
    self.collective = collective
  }

  /// - Parameters:
  ///   - cluster: what else is known of the cluster, where one was asked.
  ///   - diagnostics: what is wrong with the manifests themselves.
  func add(
    _ verification: Verification, cluster: ClusterVerification? = nil, target: String?,
    failing: Set<VerifyCondition>, access: AgentAccess, diagnostics: [Diagnostic]
  ) throws(Failure) {
    let findings = VerificationFindings(
      verification, failing: Set(failing.flatMap(\.rules)), place: access.place)
    let result = Result(
      target: target, verification: verification, cluster: cluster, problems: [],
      section: findings.section(target: target, diagnostics: diagnostics),
      rules: CheckRules.rules(of: diagnostics))
    results.append(result)
    for destination in options.destinations where isImmediate(destination) {
      if let text = Self.text(of: result, as: destination.format, style: destination.style) {
        try destination.deliver(text)
      }
    }
  }

  /// A target that could not be judged.
  func add(failed target: String, _ failure: Failure) {
    results.append(
      Result(
        target: target, verification: nil, problems: failure.diagnostics,
        section: FindingReport.Section(
          target: target, findings: CheckRules.findings(of: failure.diagnostics)),
        rules: CheckRules.rules(of: failure.diagnostics)))
  }

  /// Writes what is still to be written.
  func finish() throws(Failure) {
    for destination in options.destinations where !isImmediate(destination) {
      try destination.deliver(whole(destination.format, style: destination.style))
    }
  }

  private func isImmediate(_ destination: ReportDestination) -> Bool {
    destination.path == nil && collective == "targets"
      && [.text, .json, .markdown].contains(destination.format)
  }

  private func whole(_ format: ReportFormat, style: TextStyle) -> String {
    switch format {
    case .text, .markdown:
      return results.compactMap { result in
        Self.text(of: result, as: format, style: style) ?? unjudged(result, format)
      }
      .joined(separator: "\n")
    case .json:
      let values = results.map(Self.json)
      let all: YAMLValue = .object([
        ("schemaVersion", .integer(1)), (collective, .sequence(values)),
      ])
      return JSONEmitter.document(hasTargets ? all : values.first ?? .null)
    case .sarif, .junit, .github, .gitlab, .policyreport:
      var rules: [RuleDescription] = CheckRules.verify
      for rule in results.flatMap(\.rules) where !rules.contains(where: { $0.id == rule.id }) {
        rules.append(rule)
      }
      return FindingReport(
        command: "verify", version: Version.rolefit, rules: rules,
        sections: results.map(\.section)
      ).rendered(as: format)
    }
  }

  /// A cluster that could not be judged, as the report on several has it.
  private func unjudged(_ result: Result, _ format: ReportFormat) -> String? {
    guard collective == "clusters", let name = result.target else { return nil }
    let reasons = result.problems.map(\.message).joined(separator: "; ")
    return format == .markdown
      ? "## \(MarkdownText.cell(name))\n\nNot judged: \(MarkdownText.cell(reasons))\n"
      : "cluster: \(name)\nnot judged: \(reasons)\n"
  }

  /// One result by itself; `nil` for what could not be judged, of which stderr has told.
  private static func text(
    of result: Result, as format: ReportFormat, style: TextStyle
  ) -> String? {
    guard let verification = result.verification else { return nil }
    switch format {
    case .json: return JSONEmitter.document(json(result))
    case .markdown:
      return (result.target.map { "## \(MarkdownText.cell($0))\n\n" } ?? "")
        + (result.cluster.map { ClusterVerificationMarkdown($0).text }
          ?? VerificationMarkdown(verification).text)
    default:
      if let cluster = result.cluster {
        return ClusterVerificationText(cluster, style: style).text
      }
      return (result.target.map { "target \($0)\n\n" } ?? "")
        + VerificationText(verification, style: style).text
    }
  }

  private static func json(_ result: Result) -> YAMLValue {
    if let cluster = result.cluster {
      return ClusterVerificationJSON.value(cluster, target: result.target)
    }
    if let verification = result.verification {
      return VerificationJSON.value(verification, target: result.target)
    }
    let problems = result.problems.map { problem in
      YAMLValue.string((problem.range.map { "\($0): " } ?? "") + problem.message)
    }
    return .object([
      ("schemaVersion", .integer(1)), ("target", .string(result.target ?? "")),
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
