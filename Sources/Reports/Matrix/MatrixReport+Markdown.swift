// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC

extension MatrixReport {
  /// For a pull request's comment: what is wrong first, the rules folded away.
  package var markdown: String {
    let count = faults.count
    let headline =
      count == 0 ? "the switches do what they say" : "\(count) fault\(count == 1 ? "" : "s")"
    var text = "### rolefit: \(MarkdownText.cell(subject.chart)): \(headline)\n\n"
    text += "\(summary)\(readSummary).\n"
    if !faults.isEmpty {
      text += "\n| switch | fault | example |\n| --- | --- | --- |\n"
      for (fault, part) in faults {
        let sentence = part.sentence
        text += "| \(cells(fault.switches, part.matrix)) | "
        text += "\(MarkdownText.cell(sentence.fault(fault))) | "
        text += "\(MarkdownText.cell(sentence.combination(fault.example))) |\n"
      }
      text += folded("Rules and places", faults.map(lines))
    }
    if !matrix.excess.isEmpty {
      text += folded("More than the set needs", matrix.excess.map(lines))
    }
    if !failures.isEmpty {
      text += folded(
        "Not rendered",
        failures.map { message, combinations in
          "- \(MarkdownText.cell(message)) (\(combinations.count), such as "
            + "\(MarkdownText.cell(combinations[0])))\n"
        })
    }
    return text
  }

  private func cells(_ switches: [Int], _ matrix: ChartMatrix) -> String {
    switches.map { "`\(matrix.toggles[$0].key)`" }.joined(separator: "<br>")
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

  private func folded(_ title: String, _ parts: [String]) -> String {
    "\n<details><summary>\(title)</summary>\n\n\(parts.joined())\n</details>\n"
  }
}
