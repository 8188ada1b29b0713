// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Which findings count, and what is done about them.
struct LintOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What makes exit 1: error, warning (default), note or none", valueName: "severity"))
  var failOn: String?

  @Option(
    help: ArgumentHelp("Only these rules and categories (repeatable)", valueName: "rule|category"))
  var select: [String] = []

  @Option(
    help: ArgumentHelp(
      "Without these rules and categories (repeatable)", valueName: "rule|category"))
  var ignore: [String] = []

  @Flag(help: "Pass over named files that hold no Kubernetes objects, as in folders")
  var skipUnrelated = false

  @Flag(help: "Read every document with libyaml, also those that no rule looks at")
  var strict = false

  @Flag(help: "Exit 2 where there is no Kubernetes object to judge")
  var requireObjects = false

  @Option(help: ArgumentHelp("Only findings that this file does not know count", valueName: "file"))
  var baseline: String?

  @Option(
    help: ArgumentHelp("Write down all findings as known, and exit 0", valueName: "file"))
  var writeBaseline: String?

  @Flag(help: "Mend what can be mended safely, in place")
  var fix = false

  @Flag(help: "With --fix: show the changes as a diff and write nothing")
  var dryRun = false

  func validate() throws {
    if dryRun, !fix { throw ValidationError("--dry-run goes with --fix") }
    if fix, writeBaseline != nil {
      throw ValidationError("--fix and --write-baseline are two runs")
    }
  }

  var arguments: LintArguments {
    LintArguments(
      failOn: failOn, select: select, ignore: ignore, baseline: baseline,
      writesBaseline: writeBaseline != nil)
  }
}
