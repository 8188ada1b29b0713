// SPDX-License-Identifier: Apache-2.0

/// A table as the page shows it, as far as there is room for its rows.
struct HTMLPart {
  /// The name by which links find it.
  var id: String
  /// Its place among the page's, by which its rows are named.
  var number: Int
  var table: HTMLTable
  /// How many rows there are, with those that are left out.
  var all: Int

  /// The part with its first rows alone.
  func keeping(_ count: Int) -> HTMLPart {
    var part = self
    part.table.rows = Array(table.rows.prefix(count))
    return part
  }

  var leftOut: Int { all - table.rows.count }

  /// The bytes that each row takes, as a table and as data.
  var sizes: [Int] {
    table.rows.enumerated().map { place, row in
      let evidence = row.cells.flatMap(\.evidence)
      let words = row.cells.reduce(0) { $0 + HTMLData.size(of: $1.text) + 48 }
      return text(of: row, at: place).utf8.count + words + 96
        + (row.namespace.map(HTMLData.size) ?? 0)
        + evidence.reduce(0) { $0 + HTMLData.size(of: $1) + 8 }
    }
  }

  var link: String {
    "<li><a href=\"#\(id)\">\(HTMLText.escaped(table.title))</a> \(count)</li>"
  }

  private var count: String {
    guard !table.rows.isEmpty else { return "" }
    return "<span class=\"count\" data-count=\"\(id)\">\(table.rows.count)</span>"
  }

  var text: String {
    var text = "<section id=\"\(id)\" aria-labelledby=\"\(id)-title\">\n"
    text += "<h2 id=\"\(id)-title\">\(HTMLText.escaped(table.title)) \(count)</h2>\n"
    if !table.about.isEmpty { text += "<p>\(HTMLText.escaped(table.about))</p>\n" }
    if !table.rows.isEmpty {
      text += scrolled(labelled: "\(id)-title", grid)
    }
    if leftOut > 0 {
      text += "<p>… and \(leftOut) more: `-o json` has all of it.</p>\n"
    }
    if !table.code.isEmpty {
      text += scrolled(
        labelled: "\(id)-title", "<pre><code>\(HTMLText.escaped(table.code))</code></pre>\n")
    }
    return text + "</section>"
  }

  /// What is wide is moved by keys too.
  private func scrolled(labelled id: String, _ inside: String) -> String {
    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"\(id)\">\n"
      + inside + "</div>\n"
  }

  private var grid: String {
    let heads = table.columns.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }
    let kind = table.isMatrix ? " class=\"matrix\"" : ""
    return "<table\(kind)>\n<thead><tr>\(heads.joined())</tr></thead>\n<tbody>\n"
      + table.rows.enumerated().map { text(of: $1, at: $0) }.joined()
      + "</tbody>\n</table>\n"
  }

  private func rowID(at place: Int) -> String { "r\(number)-\(place)" }

  private func text(of row: HTMLTable.Row, at place: Int) -> String {
    let cells = row.cells.enumerated().map { column, cell in
      let name = column == 0 ? "th" : "td"
      let kind = cell.status.map { " class=\"\($0.rawValue)\"" } ?? ""
      return "<\(name)\(column == 0 ? " scope=\"row\"" : "")\(kind)>"
        + content(of: cell, id: "\(rowID(at: place))-\(column)") + "</\(name)>"
    }
    return "<tr id=\"\(rowID(at: place))\">\(cells.joined())</tr>\n"
  }

  private func content(of cell: HTMLTable.Cell, id: String) -> String {
    let text = HTMLText.escaped(cell.text)
    guard !cell.evidence.isEmpty else { return text }
    let items = cell.evidence.map { "<li>\(HTMLText.escaped($0))</li>" }
    return "<details id=\"\(id)\"><summary>\(text)</summary><ul>\(items.joined())</ul></details>"
  }
}
