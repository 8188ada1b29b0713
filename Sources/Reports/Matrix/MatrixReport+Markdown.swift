// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC

extension MatrixReport {
  /// For a pull request's comment: what is wrong first, the rules folded away.
  package var markdown: String {
    let count = faults.count
    let headline =
      count == 0 ? "the switches do what they say" : "\(count) fault\(count == 1 ? "" : "s")"
    var page = MarkdownPage(
      "### rolefit: \(MarkdownText.cell(subject.chart)): \(headline)\n\n"
        + "\(summary)\(readSummary).\n")
    page.add(
      "\n| switch | fault | example |\n| --- | --- | --- |\n",
      rows: faults.map { fault, part in
        let sentence = part.sentence
        return "| \(cells(fault.switches, part.matrix)) | "
          + "\(MarkdownText.cell(sentence.fault(fault))) | "
          + "\(MarkdownText.cell(sentence.combination(fault.example))) |\n"
      })
    fold("Rules and places", faults.map(lines), into: &page)
    fold("More than the set needs", matrix.excess.map(lines), into: &page)
    fold(
      "Not rendered",
      failures.map { message, combinations in
        "- \(MarkdownText.cell(message)) (\(combinations.count), such as "
          + "\(MarkdownText.cell(combinations[0])))\n"
      }, into: &page)
    return page.text()
  }

  private func cells(_ switches: [Int], _ matrix: ChartMatrix) -> String {
    switches.map { MarkdownText.code(matrix.toggles[$0].key) }.joined(separator: "<br>")
  }

  private func lines(_ fault: SwitchFault, _ part: Part) -> String {
    let sentence = part.sentence
    let places = sentence.places(fault).map { title, range in
      "  - \(MarkdownText.cell(title.isEmpty ? "\(range)" : "\(title) (\(range))"))\n"
    }
    return "- \(MarkdownText.cell(sentence.fault(fault)))\n"
      + fault.rules.map { "  - \(MarkdownText.cell(AccessPhrase($0).grant))\n" }.joined()
      + places.joined()
  }

  private func lines(_ group: SwitchExcess) -> String {
    let name = group.switches.isEmpty ? "always" : "with \(sentence.names(group.switches))"
    return "- \(MarkdownText.cell(name))\n"
      + group.rules.map { "  - \(MarkdownText.cell(AccessPhrase($0).grant))\n" }.joined()
  }

  private func fold(_ title: String, _ rows: [String], into page: inout MarkdownPage) {
    page.add(
      "\n<details><summary>\(title)</summary>\n\n", rows: rows, foot: "\n</details>\n")
  }
}
