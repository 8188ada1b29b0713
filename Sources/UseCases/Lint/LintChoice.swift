// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
package import Linting
import Manifests
import YAMLSyntax

/// Which findings count, as the command line says. What it leaves open the configuration file says.
package struct LintArguments: Sendable {
  /// `error`, `warning`, `note` or `none`.
  package var failOn: String?
  /// Rules and categories; each may hold several, divided by commas.
  package var select: [String]
  package var ignore: [String]
  /// The file of findings that are known.
  package var baseline: String?
  /// Whether a baseline is to be written, so that none is read unless one is named.
  package var writesBaseline: Bool

  package init(
    failOn: String? = nil, select: [String] = [], ignore: [String] = [], baseline: String? = nil,
    writesBaseline: Bool = false
  ) {
    self.failOn = failOn
    self.select = select
    self.ignore = ignore
    self.baseline = baseline
    self.writesBaseline = writesBaseline
  }
}

/// Which findings count.
package struct LintChoice: Sendable {
  package let selection: RuleSelection
  /// The findings that are known.
  package let baseline: Baseline?
  /// The least severity that makes exit 1; `nil` where nothing does.
  package let failOn: Diagnostic.Severity?

  package init(
    _ arguments: LintArguments, _ configuration: ConfigurationFile?
  ) throws(Failure) {
    let file = try LintConfiguration(configuration)
    let selected = Self.words(arguments.select)
    let ignored = Self.words(arguments.ignore)
    if let unknown = RuleSelection.unknown(among: selected + ignored) {
      throw .unknown(
        "rule and no category", unknown, among: RuleSelection.names,
        option: selected.contains(unknown) ? "--select" : "--ignore",
        remedy: "`rolefit lint --list` prints the rules")
    }
    selection = RuleSelection(
      file.layers + [RuleSelection.Layer(select: selected, ignore: ignored)],
      absolute: { Paths.absolute($0) })
    failOn = try Self.severity(arguments.failOn ?? file.failOn ?? "warning")
    let path = arguments.baseline ?? (arguments.writesBaseline ? nil : file.baseline)
    baseline = try path.map { path throws(Failure) in try Self.baseline(path) }
  }

  private static func severity(_ word: String) throws(Failure) -> Diagnostic.Severity? {
    if word == "none" { return nil }
    guard let severity = Diagnostic.Severity(rawValue: word) else {
      throw .unknown(
        "severity", word, among: ["error", "warning", "note", "none"], option: "--fail-on")
    }
    return severity
  }

  private static func baseline(_ path: String) throws(Failure) -> Baseline {
    let text = try SourceText(file: path)
    do {
      return try Baseline(reading: text)
    } catch {
      throw .unjudged([error.diagnostic])
    }
  }

  private static func words(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",").map(String.init) }
  }
}
