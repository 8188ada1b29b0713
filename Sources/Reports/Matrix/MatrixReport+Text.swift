// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC

extension MatrixReport {
  /// For people: how many combinations are right, each fault with its rules and one example, and
  /// the switches.
  package func text(style: TextStyle, detail: TextDetail = .usual) -> String {
    if detail == .quiet { return style.fitted(verdict(style) + "\n") }
    return style.fitted(
      [
        [verdict(style)], faults(style), failureLines(style), undeterminedLines(style),
        switches(style, detail), excess(style),
      ].sections)
  }

  private func switches(_ style: TextStyle, _ detail: TextDetail) -> [ShownText] {
    let faulty = reads.map { reads in
      reads.matrix.toggles.indices.filter { index in
        reads.matrix.faults.contains { $0.switches.contains(index) }
      }
    }
    let shown =
      [(matrix, Array(matrix.toggles.indices))] + (reads.map { [($0.matrix, faulty ?? [])] } ?? [])
    let told = shown.map { matrix, indices in
      (matrix, indices.filter { detail == .verbose || !isAsMeant($0, in: matrix) })
    }
    let width =
      told.flatMap { matrix, indices in indices.map { matrix.toggles[$0].key.count } }.max() ?? 0
    let folded = shown.map(\.1.count).reduce(0, +) - told.map(\.1.count).reduce(0, +)
    let rest: [ShownText] =
      folded == 0 ? [] : [style.good("\(folded) switch\(folded == 1 ? "" : "es") as meant")]
    return told.flatMap { lines($0, $1, width: width, style) } + rest
  }

  private func isAsMeant(_ index: Int, in matrix: ChartMatrix) -> Bool {
    matrix.isKnown(index) && !matrix.faults.contains { $0.switches.contains(index) }
  }

  /// Some switches, each with what is to be said of it.
  private func lines(
    _ matrix: ChartMatrix, _ indices: [Int], width: Int, _ style: TextStyle
  ) -> [ShownText] {
    indices.map { index in
      let toggle = matrix.toggles[index]
      let padding = String(repeating: " ", count: width - toggle.key.count)
      let found = matrix.faults.filter { $0.switches.contains(index) }
      let word: ShownText =
        !found.isEmpty
        ? style.bad("\(found.map(\.kind.rawValue).unique)")
        : matrix.isKnown(index) ? style.good("as meant") : style.doubtful("not judged")
      return "\(style.bold("\(toggle.key)"))\(padding)  \(word)"
    }
  }

  private func faults(_ style: TextStyle) -> [ShownText] {
    faults.flatMap { fault, part in
      let sentence = part.sentence
      var lines: [ShownText] = [
        "\(style.bad("\(fault.kind.rawValue)")): \(sentence.fault(fault))"
      ]
      lines += Self.some(fault.rules.map { "  \(AccessPhrase($0).grant)" })
      lines += Self.some(
        sentence.places(fault).map { title, range in
          title.isEmpty ? "  at \(range)" : "  \(title) (\(range))"
        })
      return lines + ["  example: \(sentence.combination(fault.example))"]
    }
  }

  private func excess(_ style: TextStyle) -> [ShownText] {
    guard !matrix.excess.isEmpty else { return [] }
    return ["\(style.doubtful("more than the set needs")):"]
      + matrix.excess.flatMap { group in
        let name = group.switches.isEmpty ? "always" : "with \(sentence.names(group.switches))"
        return ["  \(name):"] + Self.some(group.rules.map { "    \(AccessPhrase($0).grant)" })
      }
  }

  private func failureLines(_ style: TextStyle) -> [ShownText] {
    failures.flatMap { message, combinations in
      [
        "\(style.bad("not rendered")): \(message)",
        "  in \(combinations.count) combination\(combinations.count == 1 ? "" : "s"), such as "
          + "\(combinations[0])",
      ]
    }
  }

  private func undeterminedLines(_ style: TextStyle) -> [ShownText] {
    let notes = undetermined
    return notes.isEmpty
      ? [] : ["\(style.doubtful("undetermined")):"] + Self.some(notes.map { "  \($0)" })
  }

  private func verdict(_ style: TextStyle) -> ShownText {
    let count = faults.count
    let word: ShownText =
      count == 0 ? style.good("no fault") : style.bad("\(count) fault\(count == 1 ? "" : "s")")
    let whom: ShownText =
      subject.account.map { "; judged for \($0)" } ?? "; roles judged as if bound"
    return "verdict: \(word) in \(summary)\(readSummary)\(whom)"
  }

  /// The first lines of many, and how many more there are.
  private static func some(_ lines: [ShownText]) -> [ShownText] {
    let most = 8
    guard lines.count > most + 1 else { return lines }
    let indent = lines[0].string.prefix { $0 == " " }
    return lines.prefix(most) + ["\(indent)and \(lines.count - most) more (-o json has all)"]
  }
}

extension [String] {
  /// Each once, with commas between them.
  fileprivate var unique: String {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }.joined(separator: ", ")
  }
}
