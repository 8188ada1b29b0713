// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
package import YAMLSyntax

/// The user's own helm.
package struct Helm: Sendable {
  private let runner: any ToolRunner
  /// How long one run may take, in seconds: it may have to fetch the chart.
  private static let timeout = 180

  package init(_ runner: any ToolRunner) { self.runner = runner }

  /// What a chart's templates came to.
  package struct Rendered: Sendable {
    /// Manifests, each in the section of its template.
    package var text: SourceText
    /// What helm printed besides, line by line.
    package var warnings: [String]
  }

  /// Renders a chart as `helm template` does, with `more` settings over its own.
  package func render(
    _ installation: ChartInstallation, with more: [HelmSetting] = []
  ) throws(Failure) -> Rendered {
    let result = try run(installation, installation.arguments + HelmSetting.arguments(more))
    let lines = Self.lines(result.error, of: installation)
    guard result.status == 0 else { throw Self.refused(result.status, lines) }
    return rendered(result.output, of: installation, warnings: lines)
  }

  /// What helm printed, with the places of its templates.
  func rendered(
    _ output: [UInt8], of installation: ChartInstallation, warnings: [String] = []
  ) -> Rendered {
    Rendered(
      text: SourceText(
        name: installation.title, bytes: output, sections: ChartOutput.sections(of: output)),
      warnings: warnings)
  }

  func call(_ arguments: [String], seconds: Int) throws(HostError) -> Program.Result {
    try runner.run(ToolCall("helm", arguments, seconds: seconds))
  }

  func run(
    _ installation: ChartInstallation, _ arguments: [String]
  ) throws(Failure) -> Program.Result {
    do {
      return try call(arguments, seconds: Self.timeout)
    } catch {
      switch error.kind {
      case .notFound:
        throw .unjudged(
          "program", "helm could not be run: it is not installed, or not on PATH",
          remedy: "install helm, or render the chart elsewhere and give what `helm template` prints"
        )
      case .timedOut:
        throw .unjudged(
          "program", "helm has not ended after \(Self.timeout) s and was stopped",
          remedy: "see that `helm template \(installation.chart.reference)` ends")
      default:
        throw .unjudged("program", "helm could not be run: \(error.reason)")
      }
    }
  }

  /// The failure of a helm that ran and refused, with helm's own message.
  private static func refused(_ status: Int32, _ lines: [String]) -> Failure {
    let mark = "Error: "
    let place = lines.firstIndex { $0.hasPrefix(mark) } ?? lines.startIndex
    guard !lines.isEmpty else {
      return .unjudged("helm", "helm failed with status \(status) and said nothing")
    }
    let message =
      lines[place].hasPrefix(mark) ? lines[place].dropFirst(mark.count) : lines[place][...]
    var others = lines
    others.remove(at: place)
    let isSchemas = message.hasPrefix(schemaMessage)
    return .unjudged([
      Diagnostic(
        .error, isSchemas ? .refusedBySchema : "helm", "helm: \(message)", at: nil,
        notes: others.map { Diagnostic.Note($0) })
    ])
  }

  /// How helm begins to say which values a chart's own schema refuses.
  ///
  /// Source: helm/helm, `ValidateAgainstSchema` in pkg/chart/common/util/jsonschema.go.
  private static let schemaMessage = "values don't meet the specifications of the schema(s)"

  /// The lines that helm printed on its standard error, without the secrets among its values.
  static func lines(_ text: String, of installation: ChartInstallation) -> [String] {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      String(withoutTime(line.drop { $0 == " " || $0 == "\t" }))
    }
    .filter { !$0.isEmpty }
    guard !lines.isEmpty else { return [] }
    let secrets = installation.secretWords
    return lines.map(secrets.hidden)
  }

  /// Go's log puts `2026/01/02 03:04:05 ` before a line, which differs from run to run.
  private static func withoutTime(_ line: Substring) -> Substring {
    let pattern = "0000/00/00 00:00:00 "
    guard line.count > pattern.count,
      zip(line, pattern).allSatisfy({ $1 == "0" ? $0.isNumber : $0 == $1 })
    else { return line }
    return line.dropFirst(pattern.count)
  }
}
