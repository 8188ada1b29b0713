// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import Linting
import Reports
import UseCases

/// Checks RBAC objects by themselves.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find what is wrong with roles and bindings by themselves",
    discussion: """
      Example:
        rolefit lint examples/ --kube-version 1.28-1.34
        rolefit lint --chart charts/k8s-watcher --values examples/values.yaml \\
          -o sarif=rolefit.sarif
      """)

  @Argument(help: "Manifest files, folders, or - for standard input")
  var files: [String] = []

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var detail: QuietOptions
  @OptionGroup var world: WorldOptions
  @OptionGroup var policy: LintOptions

  @Option(
    help: ArgumentHelp(
      "The agent's account; by default the only one that is bound", valueName: "namespace:name"))
  var serviceAccount: String?

  @Flag(help: "Print the rules, one a line")
  var list = false

  @Option(help: ArgumentHelp("Print what a rule is about, or all of them", valueName: "rule"))
  var describe: String?

  func run() throws {
    if list { return try Console.writeOutput(RulePage.list(.ofOutput)) }
    if let describe { return try describeRules(describe) }
    let outside = Outside.commandLine
    let options = try Options(
      manifests, selection, world, configuration: selection.versions, in: outside
    ) { $0.add(.serviceAccount, serviceAccount) }
    let request = try LintRequest(
      options, files: files + manifests.filenames, chart: manifests.chartValues.arguments,
      namespace: manifests.namespace, arguments: policy.arguments,
      skipsUnrelated: policy.skipUnrelated, isStrict: policy.strict, outside)
    let lint = try Lint(request)
    var report = try lint.run()
    if policy.fix {
      let fixes = try lint.fixes(of: report)
      if policy.dryRun {
        try Console.writeOutput(fixes.difference)
        return try Exit.finish(
          report.exits(request.choice, requiresObjects: policy.requireObjects))
      }
      try fixes.write()
      outside.remark("fixed \(fixes.count) in \(fixes.fileCount.counted("file"))")
      report = try lint.report()
    }
    if let path = policy.writeBaseline {
      return try write(baseline: path, report, outside)
    }
    let known = request.choice.baseline?.unknown(among: report.findings)
    if let known { report.findings = known.findings }
    try reports.write(
      FindingReport(
        command: "lint", version: Version.rolefit,
        rules: request.choice.selection.rules.map { $0.description },
        findings: report.findings, suppressed: report.suppressed, baselined: known?.known ?? 0,
        undetermined: report.undetermined,
        isComplete: report.isJudged(requiresObjects: policy.requireObjects)),
      detail: detail.value, lines: SourceLines(keeping: lint.kept))
    try Exit.finish(
      report.exits(request.choice, requiresObjects: policy.requireObjects))
  }

  private func write(baseline path: String, _ report: Lint.Report, _ outside: Outside) throws {
    guard report.isComplete else { throw Exit.unjudged }
    let file = OutputFile(path: path)
    // The one that was read may be brought up to date.
    if policy.baseline != path { try file.refuseInput() }
    try file.write(Baseline(of: report.findings).text)
    outside.remark("\(path) knows \(report.findings.count.counted("finding")) now")
  }

  private func describeRules(_ name: String) throws {
    let isMarkdown = reports.outputs.first?.format == .markdown
    if name == "all" {
      try Console.writeOutput(isMarkdown ? RulePage.markdown : RulePage.text(.ofOutput))
      return
    }
    guard let rule = RuleRegistry.rule(name) else {
      throw Failure.unknown(
        "rule", name, among: RuleRegistry.ids + ["all"], option: "--describe",
        remedy: "`rolefit lint --list` prints them")
    }
    try Console.writeOutput(
      isMarkdown ? RulePage.markdown(of: rule) : RulePage.text(of: rule, .ofOutput))
  }
}
