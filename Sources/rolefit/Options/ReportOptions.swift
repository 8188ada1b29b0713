// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Host
import Reports

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
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard let name = parts.first, let format = ReportFormat(rawValue: name) else { return nil }
    self.format = format
    path = parts.count > 1 ? parts[1] : nil
  }
}

/// How a report is written.
enum ReportFormat: String, CaseIterable {
  case text, json, markdown

  static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
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
  }

  /// Writes every report that was asked for; text on stdout when none was.
  func write(_ report: (ReportFormat, TextStyle) -> String) throws {
    let destinations = outputs.isEmpty ? [ReportDestination(format: .text)] : outputs
    for destination in destinations {
      if let path = destination.path {
        let text = report(destination.format, .plain)
        do {
          try Files.writeWhole(Array(text.utf8), to: path)
        } catch {
          throw Failure.unreadable(error)
        }
      } else {
        Console.writeOutput(report(destination.format, .ofOutput))
      }
    }
  }
}

extension TextStyle {
  /// Coloured on a terminal, unless `NO_COLOR` is set.
  static var ofOutput: TextStyle { chosen(isTerminal: Console.outputIsTerminal) }
  static var ofError: TextStyle { chosen(isTerminal: Console.errorIsTerminal) }

  private static func chosen(isTerminal: Bool) -> TextStyle {
    let isRefused = Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    return isTerminal && !isRefused ? .coloured : .plain
  }
}
