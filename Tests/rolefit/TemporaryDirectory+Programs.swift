// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport

extension TemporaryDirectory {
  /// Adds a program that stands in for the one on `PATH`; returns the `PATH` that finds it first.
  func searchPath(adding name: String, script: String) throws -> String {
    try writeProgram(script, named: name)
    return SearchPath.adding(path("programs/\(name)"))
  }

  /// A shell writes the file: a program that another test starts meanwhile would inherit it as this
  /// process writes it, and what is open for writing cannot be run.
  private func writeProgram(_ script: String, named name: String) throws {
    let write = "mkdir -p \"$0\" && cat >\"$0/$1\" && chmod 755 \"$0/$1\""
    let result = try Program.run(
      "/bin/sh", ["-c", write, path("programs"), name], input: Array(script.utf8), limit: 1 << 10)
    guard result.status == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
