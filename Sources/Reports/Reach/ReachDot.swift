// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC

/// Paths as a graph in the language of Graphviz.
package struct ReachDot {
  private let report: ReachReport

  package init(_ report: ReachReport) { self.report = report }

  package var text: String {
    var lines: [String] = []
    var seen: Set<String> = []
    func add(_ line: String) {
      if seen.insert(line).inserted { lines.append("  \(line)") }
    }
    for account in report.accounts {
      let start = Self.quoted(account.title)
      add("\(start) [shape=box];")
      for result in account.results where result.verdict == .reachable {
        var from = start
        for step in result.path {
          let to =
            step.route == ReachStep.direct ? Self.quoted(result.goal.id) : Self.quoted(step.yields)
          let style = step.certainty == .decided ? "solid" : "dashed"
          add("\(from) -> \(to) [label=\(Self.quoted(step.route)), style=\(style)];")
          from = to
        }
        let goal = Self.quoted(result.goal.id)
        add("\(goal) [shape=doubleoctagon];")
        if from != goal { add("\(from) -> \(goal);") }
      }
    }
    return (["digraph reach {", "  rankdir=LR;"] + lines + ["}", ""]).joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    let shown = DisplayText.safe(text)
    let escaped = shown.flatMap { character -> [Character] in
      character == "\"" || character == "\\" ? ["\\", character] : [character]
    }
    return "\"\(String(escaped))\""
  }
}
