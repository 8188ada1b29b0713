// SPDX-License-Identifier: Apache-2.0

/// What has to change in a text, line by line.
package enum LineDifference {
  /// The lines that are only expected with `-` before them, those that are only there with `+`.
  package static func describe(expected: String, actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = new.difference(from: old)
    if changes.isEmpty { return "(no line differs)" }
    var lines: [(number: Int, text: String)] = []
    for change in changes {
      switch change {
      case .remove(let offset, let line, _): lines.append((offset, "-\(offset + 1): \(line)"))
      case .insert(let offset, let line, _): lines.append((offset, "+\(offset + 1): \(line)"))
      }
    }
    let shown = lines.sorted { $0.number < $1.number }.prefix(60).map(\.text)
    let rest = lines.count - shown.count
    return shown.joined(separator: "\n") + (rest > 0 ? "\n… and \(rest) more" : "")
  }
}
