// SPDX-License-Identifier: Apache-2.0

/// As much of a line as a reader is shown around a place: all of it, but for lines that nobody
/// would read to the end.
package struct LinePart: Hashable, Sendable {
  package var text: String
  /// Unicode scalars of the line before the text.
  package var scalarsBefore: Int
  /// Whether the line goes on after the text.
  package var isCutAfter: Bool

  package init(_ text: String, scalarsBefore: Int = 0, isCutAfter: Bool = false) {
    self.text = text
    self.scalarsBefore = scalarsBefore
    self.isCutAfter = isCutAfter
  }
}
