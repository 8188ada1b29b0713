// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Testing

@testable import Reports

/// Markdown that a comment on GitHub can hold.
struct MarkdownPageTests {
  private func page(rows: [Int], of lists: Int) -> MarkdownPage {
    var page = MarkdownPage("# title\n")
    for list in 0..<lists {
      page.add(
        "\nlist \(list)\n\n",
        rows: (0..<rows[list % rows.count]).map {
          "- row \($0) \(String(repeating: "x", count: 90))\n"
        })
    }
    return page
  }

  @Test(arguments: [[3], [5000], [5000, 2], [2, 5000], [1, 900, 900, 40]])
  func nothingIsLongerThanAComment(rows: [Int]) {
    for lists in [1, 2, 7] {
      let text = page(rows: rows, of: lists).text()
      #expect(text.utf8.count < 65_536)
      #expect(text.hasPrefix("# title\n"))
      let shown = text.split(separator: "\n").count { $0.hasPrefix("- row ") }
      let all = (0..<lists).reduce(0) { $0 + rows[$1 % rows.count] }
      let left = text.split(separator: "\n").filter { $0.hasPrefix("… and ") }.reduce(0) {
        $0 + (Int($1.split(separator: " ")[2]) ?? 0)
      }
      #expect(shown + left == all)
      #expect((left > 0) == text.contains("as much as a comment on GitHub can hold"))
      // A long list does not take the place of short ones, and all the room is used.
      for list in 0..<lists { #expect(text.contains("\nlist \(list)\n\n- row 0 ")) }
      #expect(left == 0 || text.utf8.count > 64_000)
    }
  }

  @Test func sectionsWithoutRoomAreCounted() {
    var page = MarkdownPage("# title\n")
    for number in 0..<3000 { page.add(section: MarkdownPage("\n## section \(number)\n\nwords\n")) }
    let text = page.text()
    #expect(text.utf8.count < 65_536 && text.contains("more like these"))
  }

  @Test func aFindingWithEndlessWordsIsCut() {
    let words = String(repeating: "word | and ", count: 20_000)
    let findings = (0..<20).map { number in
      Finding(
        "rule-\(number)", number == 19 ? .error : .warning, words,
        at: .startOf(file: "f\(number).yaml"))
    }
    let text = FindingReport(
      command: "lint", version: "1", rules: [], findings: findings
    ).rendered(as: .markdown)
    #expect(text.utf8.count < 65_536)
    // The worst comes first.
    let error = text.range(of: "| error |")?.lowerBound
    let warning = text.range(of: "| warning |")?.lowerBound
    #expect(error.flatMap { error in warning.map { error < $0 } } == true)
  }

  @Test func oneMessageIsSaidOnceWithItsPlaces() {
    let notes = (0..<132).map { Diagnostic.Note("the same", at: .startOf(file: "f\($0).yaml")) }
    let grouped = GroupedNotes(notes + [Diagnostic.Note("another")]).sentences
    #expect(
      grouped == [
        "the same (f0.yaml:1:1, f1.yaml:1:1, f2.yaml:1:1 and 129 more)", "another",
      ])
    #expect(GroupedNotes([.init("x"), .init("x")]).sentences == ["x (2 times)"])
    #expect(GroupedNotes([.init("x"), .init("x", at: .startOf(file: "f"))]).sentences.count == 1)
  }
}
