// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import Manifests
import Reports
import UseCases

/// A report format with the file it goes to: `-o FORMAT[=PATH]`.
struct ReportDestination: ExpressibleByArgument {
  var format: ReportFormat
  /// `nil` for stdout.
  var path: String?

  init(format: ReportFormat, path: String? = nil) {
    self.format = format
    self.path = path
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    guard let format = ReportFormat(rawValue: parts[0]) else { return nil }
    self.format = format
    path = parts.count > 1 ? parts[1] : nil
    if path == "" { return nil }
  }

  static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) }

  var style: TextStyle { path == nil ? .ofOutput : .plain }

  /// Puts reports where they go. Files come first, all of them or none, so that what is on stdout
  /// is not said of files that are not there.
  static func deliver(_ reports: [(destination: ReportDestination, text: String)]) throws {
    var changes: [FileChange] = []
    for (destination, text) in reports {
      guard let path = destination.path else { continue }
      try OutputFile(path: path).refuseInput()
      changes.append(FileChange(path, Array(text.utf8)))
    }
    try OutputFile.write(changes)
    for (destination, text) in reports where destination.path == nil {
      try Console.writeOutput(text)
    }
  }
}

/// The reports a command prints.
struct ReportOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "The report's format: \(ReportFormat.list); =path writes it to a file (repeatable)",
      valueName: "format[=path]"))
  var outputs: [ReportDestination] = []

  func validate() throws {
    if outputs.count(where: { $0.path == nil }) > 1 {
      throw ValidationError("only one report can go to stdout: give the others a =path")
    }
    let paths = outputs.compactMap(\.path)
    let places = paths.map { Paths.resolved($0) ?? Paths.absolute($0) }
    if let twice = zip(paths, places).first(where: { _, place in
      Files.kind(of: place) != .other && places.count { $0 == place } > 1
    })?.0 {
      throw ValidationError("two reports cannot go to the same file '\(twice)'")
    }
  }

  /// Where the reports go; text on stdout when none was asked for.
  var destinations: [ReportDestination] {
    outputs.isEmpty ? [ReportDestination(format: .text)] : outputs
  }

  /// Writes every report that was asked for; text on stdout when none was.
  func write(_ report: (ReportFormat, TextStyle) -> String) throws {
    try ReportDestination.deliver(
      destinations.map { ($0, report($0.format, $0.style)) })
  }

  /// Writes findings in every format that was asked for.
  func write(
    _ report: FindingReport, detail: TextDetail, lines: SourceLines = SourceLines()
  ) throws {
    try write { format, style in
      report.rendered(as: format, style: style, detail: detail, line: lines.line)
    }
  }
}
