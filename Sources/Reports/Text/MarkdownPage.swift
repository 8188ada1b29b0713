// SPDX-License-Identifier: Apache-2.0

/// Markdown that fits into a comment on GitHub: what is too much is left out of its lists, from
/// their ends, and the page says how much.
package struct MarkdownPage: Sendable {
  /// Bytes that a page may have. GitHub takes 65,536 characters; a program that posts a page may
  /// put words around it.
  package static let limit = 65_000
  /// Bytes that one row may have.
  private static let longestRow = 6_000

  private enum Part: Sendable {
    case text(String)
    case list(head: String, rows: [String], foot: String, isCode: Bool)
  }

  /// Each is left out as a whole where the titles of all are too long together.
  private var sections: [[Part]] = [[]]

  package init(_ text: String = "") { add(text) }

  /// Adds what is never left out.
  mutating func add(_ text: String) {
    if !text.isEmpty { sections[sections.count - 1].append(.text(text)) }
  }

  /// Puts words before everything else.
  mutating func begin(_ text: String) {
    if !text.isEmpty { sections[0].insert(.text(text), at: 0) }
  }

  /// Adds rows, the most important first; nothing where there are none.
  ///
  /// - Parameter isCode: whether they stand in a block of code, where a remark is a comment.
  mutating func add(
    _ head: String, rows: [String], foot: String = "", isCode: Bool = false
  ) {
    guard !rows.isEmpty else { return }
    sections[sections.count - 1].append(
      .list(
        head: head, rows: isCode ? rows : rows.map(Self.cut), foot: foot, isCode: isCode))
  }

  /// Adds a page below this one.
  package mutating func add(section page: MarkdownPage) {
    sections += page.sections.filter { !$0.isEmpty }
  }

  /// The text, without hidden characters; longer than `limit` only where the first section's own
  /// words are.
  package func text(limit: Int = Self.limit) -> String {
    DisplayText.safe(lines: joined(limit: limit))
  }

  private func joined(limit: Int) -> String {
    // For what is said of what is left out.
    let limit = limit - 250
    var shown = sections
    while shown.count > 1, shown.reduce(0, { $0 + Self.fixed($1) }) > limit { shown.removeLast() }
    let parts = shown.flatMap(\.self)
    var kept = Self.kept(of: parts, in: limit - Self.fixed(parts))[...]
    var text = ""
    var isCut = shown.count < sections.count
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .list(let head, let rows, let foot, let isCode):
        let count = kept.removeFirst()
        let more = rows.count - count
        isCut = isCut || more > 0
        text += head + rows.prefix(count).joined()
        if more > 0, isCode { text += "# … and \(more) more\n" }
        text += foot
        if more > 0, !isCode { text += "\n… and \(more) more\n" }
      }
    }
    if shown.count < sections.count {
      text += "\n… and \(sections.count - shown.count) more like these\n"
    }
    if isCut {
      text += "\nThis is as much as a comment on GitHub can hold; `-o json` has all of it.\n"
    }
    return text
  }

  /// Bytes besides the rows of lists.
  private static func fixed(_ parts: [Part]) -> Int {
    parts.reduce(0) { sum, part in
      switch part {
      case .text(let words): sum + words.utf8.count
      case .list(let head, _, let foot, _): sum + head.utf8.count + foot.utf8.count + 32
      }
    }
  }

  private static func kept(of parts: [Part], in budget: Int) -> [Int] {
    let lists = parts.compactMap { part -> [Int]? in
      if case .list(_, let rows, _, _) = part { rows.map(\.utf8.count) } else { nil }
    }
    return RowBudget.kept(of: lists, in: budget)
  }

  /// A row without the end of a very long one, cut between words.
  private static func cut(_ row: String) -> String {
    guard row.utf8.count > longestRow else { return row }
    let start = String(decoding: row.utf8.prefix(longestRow), as: UTF8.self)
    let words = start.lastIndex(of: " ").map { start[..<$0] } ?? start[...]
    return words + " …" + (row.hasSuffix(" |\n") ? " |\n" : "\n")
  }
}

extension MarkdownPage {
  /// Adds lines as a list below its title; nothing where there are none.
  mutating func add(title: String, lines: [String]) {
    add("\n\(title):\n\n", rows: lines.map { "- \(MarkdownText.cell($0))\n" })
  }
}
