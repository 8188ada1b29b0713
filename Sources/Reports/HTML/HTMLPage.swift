// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// A page for people to look at: one file that asks nothing of anybody, whose tables are complete
/// without its script. Its frame is `templates/page`.
package struct HTMLPage: Sendable {
  /// Bytes that a page may have: a browser, a mail and a review tool take it.
  package static let limit = 1_000_000
  /// Bytes that the code below one table may have.
  private static let longestCode = 60_000

  private let title: String
  private let status: HTMLStatus
  private let verdict: String
  private let facts: [(name: String, value: String)]
  private let tables: [HTMLTable]

  /// - Parameters:
  ///   - verdict: the one sentence that a reader must see first.
  ///   - facts: what the verdict was made with.
  ///   - tables: the most important first; those that are empty are left out.
  package init(
    title: String, verdict: String, _ status: HTMLStatus, facts: [(String, String)] = [],
    tables: [HTMLTable?]
  ) {
    self.title = DisplayText.safe(title)
    self.verdict = DisplayText.safe(verdict)
    self.status = status
    self.facts = facts.map { (DisplayText.safe($0.0), DisplayText.safe($0.1)) }
    self.tables = tables.compactMap(\.self).filter { !$0.isEmpty }
  }

  /// The file.
  package func text(limit: Int = Self.limit) -> String {
    let ids = HTMLNames(tables.map(\.title)).ids
    let whole = tables.enumerated().map { number, table in
      HTMLPart(id: ids[number], number: number, table: cut(table), all: table.rows.count)
    }
    let empty = whole.map { $0.keeping(0) }
    let room = limit - page(of: empty).utf8.count - 64 * whole.count
    let kept = RowBudget.kept(of: whole.map(\.sizes), in: room)
    return page(of: zip(whole, kept).map { $0.keeping($1) })
  }

  private func page(of parts: [HTMLPart]) -> String {
    let words = [
      "TITLE": HTMLText.escaped(title),
      "STATUS": status.rawValue,
      "VERDICT": HTMLText.escaped(verdict),
      "FACTS": factList,
      "CONTENTS": parts.map(\.link).joined(separator: "\n"),
      "SECTIONS": parts.map(\.text).joined(separator: "\n"),
      "DATA": HTMLData(title: title, verdict: verdict, status, facts: facts, parts: parts).text,
    ]
    return PageTemplate.parts.map { $0.text + (words[$0.hole] ?? "") }.joined()
  }

  private var factList: String {
    guard !facts.isEmpty else { return "" }
    let items = facts.map { name, value in
      "<dt>\(HTMLText.escaped(name))</dt><dd>\(HTMLText.escaped(value))</dd>\n"
    }
    return "<dl class=\"facts\">\n\(items.joined())</dl>"
  }

  /// The table without the end of very long code, cut between lines.
  private func cut(_ table: HTMLTable) -> HTMLTable {
    guard table.code.utf8.count > Self.longestCode else { return table }
    var table = table
    let start = String(decoding: table.code.utf8.prefix(Self.longestCode), as: UTF8.self)
    let lines = start.lastIndex(of: "\n").map { start[...$0] } ?? start[...]
    table.code = lines + "# … this is not all: `-o json` has it\n"
    return table
  }
}
