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
    let url = Fixtures.url(name)
    let expected = try? String(contentsOf: url, encoding: .utf8)
    if expected == actual { return }
    if Repository.records {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
      Issue.record("recorded \(name): look at it", sourceLocation: sourceLocation)
    } else if let expected {
      let difference = LineDifference.describe(expected: expected, actual: actual)
      Issue.record(
        "\(name) differs (RECORD=1 writes it anew):\n\(difference)",
        sourceLocation: sourceLocation)
    } else {
      Issue.record(
        "\(name) is missing (RECORD=1 writes it):\n\(actual)", sourceLocation: sourceLocation)
    }
  }
}
