// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Reports
import UseCases

/// A format with the file that an answer goes to: `-o FORMAT[=PATH]`.
struct AnswerDestination<Format>: ExpressibleByArgument, Sendable
where Format: RawRepresentable<String> & CaseIterable & Sendable {
  var format: Format
  /// `nil` for stdout.
  var path: String?

  init(_ format: Format) { self.format = format }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    guard let format = Format(rawValue: parts[0]), parts.count == 1 || !parts[1].isEmpty else {
      return nil
    }
    self.format = format
    path = parts.count > 1 ? parts[1] : nil
  }

  static var allValueStrings: [String] { Format.allCases.map(\.rawValue) }

  var defaultValueDescription: String { format.rawValue }

  var style: TextStyle { Answer.style(for: path) }

  /// The same answer in the file that another flag names.
  func or(_ file: String?) throws(Failure) -> Self {
    guard let file else { return self }
    guard path == nil else {
      throw .usage("-o and --output-file name a file each", remedy: "leave one of them out")
    }
    var destination = self
    destination.path = file
    return destination
  }

  /// Throws where it names a file that could not be written.
  func refuseUnwritable() throws(Failure) {
    if let path { try OutputFile(path: path).refuseUnwritable() }
  }

  func deliver(_ text: String) throws { try Answer.deliver(text, to: path) }
}
