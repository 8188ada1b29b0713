// SPDX-License-Identifier: Apache-2.0

/// Writes values as fields that `PackReader` reads in the same order, each with a tab behind it,
/// and maybe a line break. A list is its count and its elements.
struct PackWriter {
  private(set) var fields = ""
  /// Whether some text has a tab or a line break, so that the fields are not what was written.
  private(set) var isBroken = false

  mutating func text(_ text: String) {
    if text.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\t") }) {
      isBroken = true
    }
    fields += text + "\t"
  }

  /// Starts a line.
  mutating func breakLine() { fields += "\n" }

  mutating func text(_ text: String?) { self.text(text.map { "+" + $0 } ?? "-") }

  mutating func flag(_ flag: Bool) { text(flag ? "1" : "0") }

  mutating func list<Value>(_ values: [Value], _ write: (inout Self, Value) -> Void) {
    text("\(values.count)")
    for value in values { write(&self, value) }
  }

  /// A list with each element on a line of its own.
  mutating func lines<Value>(_ values: [Value], _ write: (inout Self, Value) -> Void) {
    list(values) {
      $0.breakLine()
      write(&$0, $1)
    }
    breakLine()
  }

  mutating func texts(_ texts: [String]) { list(texts) { $0.text($1) } }

  /// Sorted by key.
  mutating func texts(_ texts: [String: String]) {
    list(texts.sorted { $0.key < $1.key }) {
      $0.text($1.key)
      $0.text($1.value)
    }
  }

  mutating func optional<Value>(_ value: Value?, _ write: (inout Self, Value) -> Void) {
    list(value.map { [$0] } ?? [], write)
  }

  mutating func span(_ span: VersionSpan<some CustomStringConvertible>) {
    text(span.from?.description)
    text(span.until?.description)
  }
}
