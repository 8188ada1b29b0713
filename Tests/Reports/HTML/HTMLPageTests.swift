// SPDX-License-Identifier: Apache-2.0

import Reports
import TestSupport
import Testing

struct HTMLPageTests {
  private static let hostile = [
    "</script><script>alert(1)</script>", "<!-- <script>", "a\u{2028}b\u{2029}c",
    "\"x\" onload='y'",
    "&lt;b&gt; & <b>", "\u{202E}txet", "]]>", "<TITLE>", "line\nbreak",
  ]

  private static func page(_ names: [String]) -> HTMLPage {
    HTMLPage(
      title: names[0], verdict: names[0], .missing, facts: names.map { ($0, $0) },
      tables: names.map { name in
        HTMLTable(
          name, about: name, columns: [name, "second"],
          rows: [
            HTMLTable.Row(
              in: name,
              [HTMLTable.Cell(name), HTMLTable.Cell(name, .missing, evidence: [name, name])])
          ], code: name)
      })
  }

  /// The page's data, and the page without it.
  private func parts(of text: String) throws -> (data: String, rest: String) {
    let start = "<script type=\"application/json\" id=\"data\">"
    let begin = try #require(text.firstRange(of: start))
    let end = try #require(text[begin.upperBound...].firstRange(of: "</script>"))
    return (
      String(text[begin.upperBound..<end.lowerBound]),
      String(text[..<begin.upperBound]) + String(text[end.lowerBound...])
    )
  }

  @Test func whatTheInputSaysIsNeverMarkup() throws {
    let tame = Self.page(Self.hostile.map { _ in "x" }).text()
    let text = Self.page(Self.hostile).text()
    func count(_ word: String, in text: String) -> Int { text.ranges(of: word).count }
    for word in ["<script", "</script", "<!--", "<b>", "<", ">"] {
      #expect(count(word, in: text) == count(word, in: tame), "\(word)")
    }
    let (data, rest) = try parts(of: text)
    for scalar in text.unicodeScalars {
      #expect(!["\u{2028}", "\u{2029}", "\u{202E}"].contains(scalar))
    }
    #expect(!data.contains { "<>&\n".contains($0) })
    #expect(!rest.contains("onload='y'"))
    #expect(rest.contains("&quot;x&quot; onload=&#39;y&#39;"))
  }

  @Test func theDataIsWhatTheTablesShow() throws {
    let text = SampleReport.hostile.rendered(as: .html)
    let (data, rest) = try parts(of: text)
    let json = try JSON(parsing: data)
    #expect(json["schemaVersion"] == 1)
    var shown: [[String]] = []
    for row in rest.matches(of: /<tr id="[^"]*">(.*)<\/tr>/) {
      shown.append(
        row.1.matches(of: /<t[hd][^>]*>(.*?)<\/t[hd]>/).map { HTMLCell.words(String($0.1)) })
    }
    let texts = json["texts"].array.compactMap(\.string)
    let held = json["sections"].array.flatMap { section in
      section["rows"].array.map { row in
        row["cells"].array.map { cell in
          if let text = cell.string { return text }
          let evidence = cell["evidence"].array.compactMap(\.number).map { texts[Int($0)] }
          return ([cell["text"].string ?? ""] + evidence).joined(separator: "|")
        }
      }
    }
    #expect(!shown.isEmpty && shown == held)
  }

  @Test func aPageIsNeverTooLongAndSaysWhatIsMissing() throws {
    let rows = (0..<4_000).map { number in
      HTMLTable.Row([
        HTMLTable.Cell("role-\(number)"),
        HTMLTable.Cell(.excess, evidence: ["<\(number)> " + String(repeating: "&é", count: 100)]),
      ])
    }
    let page = HTMLPage(
      title: "x", verdict: "y", .excess,
      tables: [
        HTMLTable("First", columns: ["a", "b"], rows: rows),
        HTMLTable("Second", columns: ["a", "b"], rows: Array(rows.prefix(3))),
      ])
    let text = page.text()
    #expect(text.utf8.count <= HTMLPage.limit && text.utf8.count > HTMLPage.limit / 2)
    let json = try JSON(parsing: parts(of: text).data)
    let first = json["sections"][0]
    let leftOut = Int(try #require(first["leftOut"].number))
    #expect(first["rows"].array.count + leftOut == 4_000)
    #expect(text.contains("… and \(leftOut) more: `-o json` has all of it."))
    #expect(json["sections"][1]["rows"].array.count == 3)
  }

  @Test func headingsHaveScopesAndTablesHaveNames() {
    let text = SampleReport.ordinary.rendered(as: .html)
    #expect(!text.contains("<th>") && text.contains("<th scope=\"col\">"))
    #expect(text.contains("<th scope=\"row\">"))
    #expect(text.contains("<html lang=\"en\">"))
    for table in text.ranges(of: "<table") {
      let before = text[..<table.lowerBound].suffix(120)
      #expect(before.contains("role=\"region\" tabindex=\"0\" aria-labelledby="))
    }
    #expect(!text.contains("http://") && !text.contains("https://") && !text.contains(" src="))
  }

  @Test func aVerificationIsAsRecorded() throws {
    let report = VerificationReport(
      [
        VerificationReport.Entry(
          SampleResults.verification, cluster: nil, target: nil, failing: [],
          access: SampleResults.access(SampleResults.manifests("")), diagnostics: [])
      ], of: .targets, hasTargets: false, version: "1.0.0")
    try Golden.expect(
      PageContent.of(report.rendered(as: .html, style: .plain)),
      named: "Reports/HTML/verification.html")
  }
}

/// What stands in a cell of a page.
private enum HTMLCell {
  /// The text, and each line of evidence after a bar.
  static func words(_ markup: String) -> String {
    var text = markup.replacing("<li>", with: "|").replacing(/<[^>]*>/, with: "")
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: character)
    }
    return text
  }
}
