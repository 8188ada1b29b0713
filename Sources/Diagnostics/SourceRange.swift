// SPDX-License-Identifier: Apache-2.0

/// A half-open stretch of one file's text.
package struct SourceRange: Hashable, Sendable {
  /// The file as the user named it; `<stdin>` for standard input.
  package var file: String
  package var start: SourcePosition
  package var end: SourcePosition
  /// The part of the file that it is in, where the file is put together from parts: the template
  /// of a chart's output.
  package var section: String?

  package init(
    file: String, start: SourcePosition, end: SourcePosition, section: String? = nil
  ) {
    self.file = file
    self.start = start
    self.end = end
    self.section = section
  }

  /// The start of `file`, for what concerns a file as a whole.
  package static func startOf(file: String) -> SourceRange {
    let start = SourcePosition(offset: 0, line: 1, column: 1)
    return SourceRange(file: file, start: start, end: start)
  }
}

extension SourceRange: CustomStringConvertible {
  /// `file:line:column` of the start, as compilers print it, and the section in brackets.
  package var description: String {
    "\(file):\(start.line):\(start.column)" + (section.map { " [\($0)]" } ?? "")
  }
}
