// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Testing

/// Output that is compared with a file under `Tests/Fixtures`.
package enum Golden {
  /// Expects `actual` to be the content of the fixture `name`, such as `Reports/verify.json`.
  ///
  /// With `RECORD=1` the file is written instead, and the test fails all the same: a recording
  /// must be looked at, and run again.
  package static func expect(
    _ actual: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    if let problem = try problem(with: actual, named: name, records: Repository.records) {
      Issue.record("\(problem)", sourceLocation: sourceLocation)
    }
  }

  /// What `expect` would say; `nil` when the fixture is just that.
  package static func problem(
    with actual: String, named name: String, records: Bool
  ) throws -> String? {
    let url = Fixtures.url(name)
    let expected = try? Data(contentsOf: url)
    if expected == Data(actual.utf8) { return nil }
    if records {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
      return "recorded \(name): look at it"
    }
    guard let expected else { return "\(name) is missing (RECORD=1 writes it):\n\(actual)" }
    let difference = LineDifference.describe(
      expected: String(decoding: expected, as: UTF8.self), actual: actual)
    return "\(name) differs (RECORD=1 writes it anew):\n\(difference)"
  }
}
