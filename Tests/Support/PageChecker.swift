// SPDX-License-Identifier: Apache-2.0

import Host
package import Testing

/// Holds pages against what they promise, with `scripts/check-page`.
package enum PageChecker {
  private static let script = Repository.path("scripts/check-page")

  /// Whether there is a browser that a script can drive.
  package static let isAvailable =
    (try? Program.run(script, ["--can"], limit: 1 << 20).status) == 0

  /// For `.enabled(if: PageChecker.isAvailable, PageChecker.whySkipped)`.
  package static let whySkipped: Comment = "needs chromium and its driver, chromedriver"

  /// What is wrong with pages as a browser shows them; empty where nothing is.
  package static func problems(_ paths: [String]) throws -> String {
    try run(paths)
  }

  /// What is wrong with pages that shows without a browser; empty where nothing is.
  package static func staticProblems(_ paths: [String]) throws -> String {
    try run(["--static"] + paths)
  }

  private static func run(_ arguments: [String]) throws -> String {
    let result = try Program.run(script, arguments, limit: 1 << 24, seconds: 240)
    let output = String(decoding: result.output, as: UTF8.self)
    if result.status == 0 { return "" }
    return output.isEmpty ? "check-page ended with \(result.status): \(result.error)" : output
  }
}
