// SPDX-License-Identifier: Apache-2.0

/// Markdown as a terminal shows it best: paragraphs wrapped, tables in columns, code as it is.
struct TerminalMarkdown {
  private let text: String

  init(_ text: String) { self.text = text }

  /// The text itself where there is no width.
  func fitted(_ style: TextStyle) -> String {
    guard let width = style.width else { return text }
    var shown: ShownText = ""
    var isCode = false
    var table: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("|"), !isCode {
        table.append(line)
        continue
      }
      shown += Self.columns(table, width)
      table = []
      let isFence = line.hasPrefix("```")
      let kept = ShownText(lines: line)
      shown += (isCode || isFence ? style.verbatim(kept) : kept) + "\n"
      if isFence { isCode.toggle() }
    }
    shown += Self.columns(table, width)
    var fitted = style.fitted(shown)
    // Each line has an end now, that behind the last one too.
    fitted.removeLast()
    return fitted
  }

  /// A table without its frame.
  private static func columns(_ lines: [String], _ width: Int) -> ShownText {
    let rows = lines.filter { !$0.hasPrefix("| ---") && !$0.hasPrefix("|---") }.map { line in
      line.dropFirst().split(separator: "|").map { cell in
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
    return rows.isEmpty ? "" : TextColumns(rows: rows).text(within: width)
  }
}
