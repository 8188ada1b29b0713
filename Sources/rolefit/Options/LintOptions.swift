// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import Linting
import YAMLSyntax

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

  /// What the options and the settings come to.
  struct Choice {
    var selection: RuleSelection
    var baseline: Baseline?
    /// `nil` where nothing fails.
    var failOn: Diagnostic.Severity?
  }

  func choice(_ settings: Settings) throws(Failure) -> Choice {
    let file = try LintSettings(settings)
    let selected = Self.words(select)
    let ignored = Self.words(ignore)
    if let unknown = RuleSelection.unknown(among: selected + ignored) {
      throw .usage(
        "there is no rule and no category '\(unknown)'",
        remedy: "`rolefit lint --list` prints the rules")
    }
    var choice = Choice(
      selection: RuleSelection(
        file.layers + [RuleSelection.Layer(select: selected, ignore: ignored)],
        absolute: { Paths.absolute($0) }),
      failOn: .warning)
    switch failOn ?? file.failOn {
    case nil: break
    case "none": choice.failOn = nil
    case let word?:
      guard let severity = Diagnostic.Severity(rawValue: word) else {
        throw .usage("--fail-on takes error, warning, note or none, not '\(word)'")
      }
      choice.failOn = severity
    }
    if let path = baseline ?? (writeBaseline == nil ? file.baseline : nil) {
      do {
        choice.baseline = try Baseline(reading: try SourceText(file: path))
      } catch let error as BaselineError {
        throw .unjudged([error.diagnostic])
      } catch let failure as Failure {
        throw failure
      } catch {
        throw .unjudged("baseline", "\(error)")
      }
    }
    return choice
  }

  private static func words(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",").map(String.init) }
  }
}
