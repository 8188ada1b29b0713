// SPDX-License-Identifier: Apache-2.0

/// A change of the text that mends a finding without changing what anybody may do, unless that is
/// what the finding is about.
package struct Fix: Hashable, Sendable {
  /// A stretch of a file's bytes, and what is to stand there instead.
  package struct Edit: Hashable, Sendable {
    package var range: SourceRange
    package var replacement: String

    package init(_ range: SourceRange, replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  /// What it does: one clause in the imperative, lower case, no full stop.
  package var title: String
  /// In the order of the text; they do not overlap.
  package var edits: [Edit]

  package init(_ title: String, edits: [Edit]) {
    self.title = title
    self.edits = edits
  }
}
