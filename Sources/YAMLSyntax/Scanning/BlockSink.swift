// SPDX-License-Identifier: Apache-2.0

/// What a block scanner meets in a text, in order. Each answers whether the scanner may go on: no
/// where something needs the judgement of the full reader.
///
/// Places are bytes of the text.
protocol BlockSink {
  /// Whether the text of block scalars (`|`, `>`) is passed over.
  static var skipsBlockScalars: Bool { get }

  mutating func startDocument(at place: Int) -> Bool
  mutating func endDocument()
  /// A mapping, whose first key is at `place`.
  mutating func startMapping(at place: Int) -> Bool
  /// A sequence, whose first `-` or bracket is at `place`.
  mutating func startSequence(at place: Int) -> Bool
  /// The end of the innermost container; `end` is after its bracket, `nil` where it has none.
  mutating func endContainer(end: Int?) -> Bool
  /// The key of an entry, with its text, quotes excluded.
  mutating func key(_ text: Range<Int>, isQuoted: Bool) -> Bool
  /// A value on one line, with its text, quotes excluded; an empty plain one is null.
  mutating func scalar(_ text: Range<Int>, isQuoted: Bool) -> Bool
  /// A block scalar that was passed over.
  mutating func blockScalar(at place: Int) -> Bool
}
