// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Reports
import TestSupport
import Testing

/// The line of the source under a finding, and the mark under that.
struct SourceExcerptTests {
  /// The two lines, without what stands before them.
  private func excerpt(_ line: String, _ columns: Range<Int>, endLine: Int = 1) throws -> [String] {
    var range = SampleReport.range("a", 1, columns)
    range.end.line = endLine
    let text = FindingReport(
      command: "lint", version: "", rules: [], findings: [Finding("r", .error, "m", at: range)]
    ).rendered(as: .text) { _ in LinePart(line) }
    let lines = text.split(separator: "\n").dropFirst().map(String.init)
    #expect(lines[0] == "a:1:\(columns.lowerBound): error: m [r]")
    return [
      String(try #require(lines[1].wholeMatch(of: #/ {2}1 \| (.*)/#)).1),
      String(try #require(lines[2].wholeMatch(of: #/ {4}\| (.*)/#)).1),
    ]
  }

  @Test(arguments: [
    ("verbs: ['*']", 9..<12, "verbs: ['*']", "        ^^^"),
    ("verbs: ['*']", 1..<1, "verbs: ['*']", "^"),
    // Behind the end, as for something that is missing.
    ("verbs:", 7..<7, "verbs:", "      ^"),
    ("\tverbs: x", 9..<10, "    verbs: x", "           ^"),
    ("ab\tc", 4..<5, "ab  c", "    ^"),
    ("👍: x", 4..<5, "👍: x", "    ^"),
    ("漢字: x", 5..<6, "漢字: x", "      ^"),
    // Columns count scalars: a family is several, and one letter may be two.
    ("👩‍👧: x", 6..<7, "👩‍👧: x", "    ^"),
    ("e\u{301}: x", 5..<6, "e\u{301}: x", "   ^"),
    ("❤️: x", 5..<6, "❤️: x", "    ^"),
    ("a\u{1B}[31mb", 3..<4, "a\u{FFFD}[31mb", "  ^"),
    ("a\u{202E}b", 3..<4, "a\u{FFFD}b", "  ^"),
  ])
  func theMarkIsUnderWhatIsMeant(
    line: String, columns: Range<Int>, shown: String, marks: String
  ) throws {
    #expect(try excerpt(line, columns) == [shown, marks])
  }

  @Test func ofSeveralLinesTheFirstIsShown() throws {
    #expect(try excerpt("- a: b   ", 3..<4, endLine: 4) == ["- a: b   ", "  ^^^^"])
  }

  @Test func aLongLineIsCutAroundTheMark() throws {
    let line = String(repeating: "x", count: 500) + "here" + String(repeating: "y", count: 500)
    let cut = try excerpt(line, 501..<505)
    #expect(cut[0].count <= 102 && cut[0].hasPrefix("…x") && cut[0].hasSuffix("y…"))
    let start = try #require(cut[0].firstRange(of: "here")?.lowerBound)
    let column = cut[0].distance(from: cut[0].startIndex, to: start)
    #expect(cut[1] == String(repeating: " ", count: column) + "^^^^")
    let wide = try excerpt(String(repeating: "漢", count: 300), 1..<301)
    #expect(wide[0] == String(repeating: "漢", count: 50) + "…")
    #expect(wide[1] == String(repeating: "^", count: 100))
  }

  @Test func coloursAreForTerminals() {
    let report = SampleReport.ordinary
    let plain = report.rendered(as: .text, line: SampleReport.line)
    let coloured = report.rendered(as: .text, style: .coloured, line: SampleReport.line)
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.replacing(#/\u{1B}\[[0-9]*m/#, with: "") == plain)
  }
}
