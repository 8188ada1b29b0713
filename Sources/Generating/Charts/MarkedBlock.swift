// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

/// The lines of a file between the two comments that mark them as rolefit's.
package struct MarkedBlock {
  package static let begin = "rolefit:begin"
  package static let end = "rolefit:end"

  /// What a file holds to be written into.
  package static let example = "# \(begin)\n# \(end)"

  private let source: SourceText
  /// The bytes between the two comments' lines.
  private let content: Range<Int>
  private let indentation: [UInt8]
  private let lineBreak: [UInt8]

  /// Finds the block. The diagnostics say what is wrong with the marks; then there is none.
  package static func find(in source: SourceText) -> (block: MarkedBlock?, [Diagnostic]) {
    var begins: [Line] = []
    var ends: [Line] = []
    for line in lines(of: source) {
      switch line.mark {
      case begin: begins.append(line)
      case end: ends.append(line)
      default: break
      }
    }
    let problems = problems(source, begins, ends)
    guard problems.isEmpty, let first = begins.first, let last = ends.first else {
      return (nil, problems)
    }
    let block = MarkedBlock(
      source: source, content: first.next..<last.start, indentation: first.indentation,
      lineBreak: first.lineBreak)
    return (block, [])
  }

  /// The whole file with this text in the block, whose lines get the indentation of its comment.
  package func filled(with text: String) -> [UInt8] {
    var bytes = Array(source.bytes[..<content.lowerBound])
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      bytes += indentation + Array(line.utf8) + lineBreak
    }
    return bytes + source.bytes[content.upperBound...]
  }

  private static func problems(
    _ source: SourceText, _ begins: [Line], _ ends: [Line]
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func report(_ code: Diagnostic.Code, _ message: String, _ line: Line?, _ remedy: String) {
      let range = line.map { source.range($0.start..<$0.end) }
      found.append(
        Diagnostic(
          .error, code, message, at: range ?? .startOf(file: source.name), remedy: remedy))
    }
    if begins.isEmpty && ends.isEmpty {
      report(
        "marks-missing", "nothing here says where the generated lines belong", nil,
        "put the two comments '# \(begin)' and '# \(end)' where they are to be, each on its own "
          + "line"
      )
      return found
    }
    for (lines, mark, other) in [(begins, begin, end), (ends, end, begin)] {
      if lines.isEmpty {
        report(
          "marks-missing", "there is '\(other)' without '\(mark)'", begins.first ?? ends.first,
          "add the comment '# \(mark)'")
      }
      for line in lines.dropFirst() {
        report(
          "marks-doubled", "'\(mark)' stands here again", line,
          "keep one pair of the comments in the file")
      }
    }
    if found.isEmpty, let first = begins.first, let last = ends.first, last.start < first.start {
      report(
        "marks-crossed", "'\(end)' stands before '\(begin)'", last, "exchange the two comments")
    }
    return found
  }
}

extension MarkedBlock {
  /// A line of a file, in bytes.
  fileprivate struct Line {
    var start: Int
    /// Where its text ends.
    var end: Int
    /// Where the next line starts.
    var next: Int
    var indentation: [UInt8]
    var lineBreak: [UInt8]
    /// The word that a comment which fills the line starts with; empty for other lines.
    var mark: String
  }

  fileprivate static func lines(of source: SourceText) -> [Line] {
    let bytes = source.bytes
    var lines: [Line] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let feed = bytes[start...].firstIndex(of: 0x0A)
      var end = feed ?? bytes.count
      let hasReturn = feed != nil && end > start && bytes[end - 1] == 0x0D
      if hasReturn { end -= 1 }
      let text = bytes[start..<end]
      let indentation = Array(text.prefix { $0 == 0x20 || $0 == 0x09 })
      lines.append(
        Line(
          start: start, end: end, next: feed.map { $0 + 1 } ?? bytes.count,
          indentation: indentation, lineBreak: hasReturn ? [0x0D, 0x0A] : [0x0A],
          mark: mark(of: text.dropFirst(indentation.count))))
      start = feed.map { $0 + 1 } ?? bytes.count
    }
    return lines
  }

  /// `rolefit:begin` of `# rolefit:begin rules` and of `{{/* rolefit:begin */}}`.
  private static func mark(of text: ArraySlice<UInt8>) -> String {
    let opening = ["#", "{{/*", "{{- /*"].first { text.starts(with: $0.utf8) }
    guard let opening else { return "" }
    let rest = text.dropFirst(opening.utf8.count).drop { $0 == 0x20 || $0 == 0x23 }
    return String(decoding: rest.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x2A }, as: UTF8.self)
  }
}
