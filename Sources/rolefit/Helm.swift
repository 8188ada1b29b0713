// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import YAMLSyntax

/// The user's own helm, and one chart as it is to be rendered.
struct Helm: Sendable {
  /// A folder, an archive, `repo/name` or `oci://…`, as helm takes it.
  var chart: String
  var version: String?
  /// Where the release would be installed.
  var namespace = "default"
  /// The release's name, from which charts make the names of their objects.
  var release = Self.defaultRelease
  var valuesFiles: [String] = []
  /// `--set` and `--set-string` with what follows them, in the order in which helm lays them over
  /// each other.
  var settings: [String] = []
  /// The Kubernetes version that templates are to see; helm's own when `nil`.
  var kubeVersion: String?
  /// How long one run may take, in seconds: it may have to fetch the chart.
  var timeout = 180

  static let defaultRelease = "rolefit"

  /// What a chart's templates came to.
  struct Rendered: Sendable {
    /// Manifests, each in the section of its template.
    var text: SourceText
    /// What helm said besides, line by line.
    var warnings: [String]
  }

  /// Renders the chart, with `more` settings over its own.
  func rendered(with more: [String] = []) throws(Failure) -> Rendered {
    var arguments = ["template", release, chart, "--namespace", namespace]
    if let version { arguments += ["--version", version] }
    if let kubeVersion { arguments += ["--kube-version", kubeVersion] }
    for file in valuesFiles { arguments += ["--values", file] }
    let result = try run(arguments + settings + more)
    guard result.status == 0 else { throw Self.refused(result) }
    return Rendered(
      text: SourceText(
        name: title, bytes: result.output, sections: ChartOutput.sections(of: result.output)),
      warnings: Self.lines(result.error))
  }

  /// What the rendered text is called in messages.
  var title: String { "helm template \(chart)" + (version.map { " --version \($0)" } ?? "") }

  private func run(_ arguments: [String]) throws(Failure) -> Program.Result {
    do {
      return try Program.run(
        "helm", arguments, limit: ManifestSources.limit, seconds: timeout)
    } catch {
      switch error.kind {
      case .notFound:
        throw .unjudged(
          "program", "helm could not be run: it is not installed, or not on PATH",
          remedy: "install helm, or render the chart elsewhere and give what `helm template` prints"
        )
      case .timedOut:
        throw .unjudged(
          "program", "helm has not ended after \(timeout) s and was stopped",
          remedy: "see that `helm template \(chart)` ends")
      default:
        throw .unjudged("program", "helm could not be run: \(error.reason)")
      }
    }
  }

  /// The failure of a helm that ran and said no, in helm's own words.
  private static func refused(_ result: Program.Result) -> Failure {
    let lines = lines(result.error)
    let mark = "Error: "
    let place = lines.firstIndex { $0.hasPrefix(mark) } ?? lines.startIndex
    guard !lines.isEmpty else {
      return .unjudged("helm", "helm failed with status \(result.status) and said nothing")
    }
    let message =
      lines[place].hasPrefix(mark) ? lines[place].dropFirst(mark.count) : lines[place][...]
    var others = lines
    others.remove(at: place)
    return .unjudged([
      Diagnostic(
        .error, "helm", "helm: \(message)", at: nil, notes: others.map { Diagnostic.Note($0) })
    ])
  }

  private static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { line in
      String(withoutTime(line.drop { $0 == " " || $0 == "\t" }))
    }
    .filter { !$0.isEmpty }
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

extension Helm {
  /// Tells on stderr what helm said besides the manifests.
  static func report(_ warnings: [String]) {
    Console.writeError(warnings.map { "helm: \($0)\n" }.joined())
  }
}
