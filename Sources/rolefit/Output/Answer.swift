// SPDX-License-Identifier: Apache-2.0

import Host
import Reports
import UseCases

/// Where the answer of a command goes: into a file that the user names, or to stdout.
enum Answer {
  /// - Parameter path: `nil` for stdout.
  static func deliver(_ text: String, to path: String?) throws {
    guard let path else { return try Console.writeOutput(text) }
    let file = OutputFile(path: path)
    try file.refuseInput()
    try file.write(text)
  }

  static func style(for path: String?) -> TextStyle { path == nil ? .ofOutput : .plain }
}
