// SPDX-License-Identifier: Apache-2.0

/// A place in a text.
package struct SourcePosition: Hashable, Sendable, Comparable {
  /// UTF-8 bytes before the place.
  package var offset: Int
  /// Line, from 1.
  package var line: Int
  /// Column, from 1, counted in Unicode scalars.
  package var column: Int

  package init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
}
