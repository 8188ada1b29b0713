// SPDX-License-Identifier: Apache-2.0

/// Breaks the text of a cell into lines that fit into a column.
enum CellWrap {
  /// Behind blanks if possible, else behind a sign that separates, else anywhere; lines after the
  /// first are indented.
  static func lines(of text: String, width: Int) -> [String] {
    var lines: [String] = []
    var rest = text[...]
    while true {
      let indent = lines.isEmpty ? "" : " "
      let end = end(ofLineIn: rest, width: width - indent.count)
      var line = rest[..<end]
      rest = rest[end...]
      if !rest.isEmpty {
        while line.last == " " { line.removeLast() }
        rest = rest.drop { $0 == " " }
      }
      lines.append(indent + line)
      if rest.isEmpty { return lines }
    }
  }

  private static func end(ofLineIn text: Substring, width: Int) -> Substring.Index {
    var column = 0
    var blank: Substring.Index?
    var sign: Substring.Index?
    for index in text.indices {
      column += DisplayText.width(of: text[index])
      if column > width {
        if text[index] == " " { return index }
        // A line holds a character at least.
        return blank ?? sign ?? max(index, text.index(after: text.startIndex))
      }
      let next = text.index(after: index)
      if text[index] == " " { blank = next } else if ",./:-|".contains(text[index]) { sign = next }
    }
    return text.endIndex
  }
}
