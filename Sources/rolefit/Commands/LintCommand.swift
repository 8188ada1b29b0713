// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import KubernetesAPI
import Linting
import Reports
import YAMLSyntax

/// Checks RBAC objects by themselves.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find what is wrong with roles and bindings by themselves",
    discussion: """
      Example:
        rolefit lint manifests/ --kube-version 1.28-1.34
        rolefit lint --chart ./k8s-watcher --values values.yaml -o sarif=rolefit.sarif
      """)

  @Argument(help: "Manifest files, folders, or - for standard input")
  var files: [String] = []

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var reports: ReportOptions
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
    if list {
      Console.writeOutput(RulePage.list)
      return
    }
    if let describe {
      try describeRules(describe)
      return
    }
    let settings = try Settings(config: selection.versions.config)
    let choice = try policy.choice(settings)
    var judge = try LintJudge(self, settings, choice)
    var report = try judge.report()
    if policy.fix {
      let fixed = try LintFixer(judge).run()
      if policy.dryRun {
        Console.writeOutput(fixed.difference)
        try report.outcome(choice).finish()
        return
      }
      try fixed.write()
      Console.writeError("rolefit: fixed \(fixed.count) in \(fixed.files.count) files\n")
      report = try judge.report()
    }
    if let path = policy.writeBaseline {
      guard report.isComplete else { throw Exit.unjudged }
      do {
        try Files.writeWhole(Array(Baseline(of: report.findings).text.utf8), to: path)
      } catch {
        throw Failure.unreadable(error)
      }
      Console.writeError("rolefit: \(path) knows \(report.findings.count) findings now\n")
      return
    }
    let baselined = choice.baseline?.unknown(among: report.findings)
    if let baselined { report.findings = baselined.findings }
    try reports.write(
      FindingReport(
        command: "lint", version: Version.rolefit,
        rules: choice.selection.rules.map { $0.description },
        findings: report.findings, suppressed: report.suppressed, baselined: baselined?.known ?? 0,
        undetermined: report.undetermined),
      lines: SourceLines(keeping: judge.loader.kept))
    try report.outcome(choice).finish()
  }

  private func describeRules(_ name: String) throws {
    let isMarkdown = reports.outputs.first?.format == .markdown
    if name == "all" {
      Console.writeOutput(isMarkdown ? RulePage.markdown : RulePage.text)
      return
    }
    guard let rule = RuleRegistry.rule(name) else {
      throw Failure.usage("there is no rule '\(name)'", remedy: "`rolefit lint --list` prints them")
    }
    Console.writeOutput(isMarkdown ? RulePage.markdown(of: rule) : RulePage.text(of: rule))
  }
}
