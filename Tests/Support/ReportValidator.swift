// SPDX-License-Identifier: Apache-2.0

import Host

/// Holds files against published schemas, with Python packages that `scripts/setup test` installs.
package enum ReportValidator {
  private static let python = Repository.path(".venv/bin/python")
  private static let script = Repository.path("scripts/validate-report")

  /// Whether every package and schema is there for a format.
  package static func can(_ format: String) -> Bool {
    (try? Program.run(python, [script, "--can", format], limit: 1 << 20).status) == 0
  }

  package static func canAll(_ formats: [String]) -> Bool { formats.allSatisfy(can) }

  /// What is wrong with files; empty when all are valid.
  package static func problems(_ format: String, _ paths: [String]) throws -> String {
    let result = try Program.run(python, [script, format] + paths, limit: 1 << 24)
    let output = String(decoding: result.output, as: UTF8.self)
    if result.status == 0 { return "" }
    return output.isEmpty ? "validate-report ended with \(result.status): \(result.error)" : output
  }
}
