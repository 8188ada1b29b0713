// SPDX-License-Identifier: Apache-2.0

/// Reads the plain block style that tools and people write manifests in, several times faster than
/// libyaml, and gives up at the first doubt.
///
/// It takes mappings and sequences by indentation, scalars on one line without escapes, sequences
/// of such scalars in brackets, and comments. What it takes it reads as libyaml does; of all else
/// it says nothing, not even that it is broken. The text must be ASCII without control characters
/// besides line feeds and tabs.
struct BlockScanner<Sink: BlockSink>: ~Copyable {
  /// A block that is open.
  private struct Block {
    enum Kind { case mapping, sequence, indentlessSequence }

    /// The column of its keys or dashes, from 0.
    var indent: Int
    var kind: Kind
  }

  /// Blocks inside each other.
  private static var mostBlocks: Int { 128 }
  /// libyaml takes no longer keys than 1,024 characters (scanner.c,
  /// `yaml_parser_stale_simple_keys`).
  private static var longestKey: Int { 512 }

  let text: ByteWords
  var sink: Sink
  /// Those around the innermost block.
  private let outer: UnsafeMutablePointer<Block>

  init(_ text: ByteWords, into sink: consuming Sink) {
    self.text = text
    self.sink = sink
    outer = .allocate(capacity: Self.mostBlocks)
  }

  deinit { outer.deallocate() }

  /// Ends the scanning.
  consuming func finish() -> Sink { sink }

  /// Reads the document that starts at `start`, with a line `---` or without.
  ///
  /// One function, for its variables to stay in registers.
  ///
  /// - Returns: where the next document starts, or the end of the text; `nil` in doubt.
  mutating func scanDocument(from start: Int) -> Int? {
    let text = text
    var place = start
    var depth = 0
    var block = Block(indent: -1, kind: .mapping)
    /// Where the last entry's value is missing that may stand on the next lines; -1 if it is not.
    var missing = -1
    var hasStarted = false
    if text.isMarker(UInt8(ascii: "-"), at: place) {
      guard sink.startDocument(at: place) else { return nil }
      hasStarted = true
      place = text.nextLine(from: place + 3)
      guard place >= 0 else { return nil }
    }
    while place < text.count {
      let line = place
      place += text.blanks(at: place)
      let column = place - line
      let first = text[place]
      if first <= UInt8(ascii: "#") {
        if first == 0x0A {
          place += 1
          continue
        }
        if first == UInt8(ascii: "#") {
          place = min(text.lineFeed(from: place) + 1, text.count)
          continue
        }
        if place >= text.count { break }
      }
      if column == 0 {
        if text.isMarker(UInt8(ascii: "-"), at: place) { break }
        guard Self.mayStartLine(first, text[place + 1]) else { return nil }
        if !hasStarted {
          guard sink.startDocument(at: place) else { return nil }
          hasStarted = true
        }
      }

      // Which block the line belongs to.
      let isDash = first == UInt8(ascii: "-") && text[place + 1] <= 0x20
      var opens = depth == 0 && column == 0
      var isIndentless = false
      if missing >= 0 {
        opens = column > block.indent
        if !opens, column == block.indent, isDash, block.kind == .mapping {
          opens = true
          isIndentless = true
        }
        if !opens, !sink.scalar(missing..<missing, isQuoted: false) { return nil }
        missing = -1
      }
      if opens {
        guard depth < Self.mostBlocks else { return nil }
        outer[depth] = block
        depth += 1
        block.indent = column
        block.kind = isIndentless ? .indentlessSequence : isDash ? .sequence : .mapping
        guard isDash ? sink.startSequence(at: place) : sink.startMapping(at: place) else {
          return nil
        }
      } else {
        while block.indent > column
          || (block.indent == column && !isDash && block.kind == .indentlessSequence)
        {
          guard depth > 1, sink.endContainer(end: nil) else { return nil }
          depth -= 1
          block = outer[depth]
        }
        guard block.indent == column, (block.kind == .mapping) != isDash else { return nil }
      }

      // The dashes and the key of its entry.
      var isEntry = block.kind == .mapping
      while !isEntry {
        let dash = place
        place += 1
        place += text.blanks(at: place)
        let next = text[place]
        if next <= UInt8(ascii: "#"), text.endsLine(next, at: place) {
          missing = dash + 1
          break
        }
        guard next == UInt8(ascii: "-"), text[place + 1] <= 0x20 else { break }
        guard depth < Self.mostBlocks, sink.startSequence(at: place) else { return nil }
        outer[depth] = block
        depth += 1
        block = Block(indent: place - line, kind: .sequence)
      }
      if missing < 0 {
        var opening = text[place]
        if !isEntry, !Self.opensScalar(opening, before: text[place + 1]) {
          place = scanSpecial(at: place, in: block.indent)
          guard place >= 0 else { return nil }
          continue
        }
        guard Self.opensScalar(opening, before: text[place + 1]) else { return nil }
        var isQuoted = opening == UInt8(ascii: "\"") || opening == UInt8(ascii: "'")
        var stop = isQuoted ? text.closingQuote(of: place) : text.plainStop(from: place)
        guard stop >= 0 else { return nil }
        var content =
          isQuoted ? place + 1..<stop : place..<text.lastNotBlank(before: stop, from: place)
        if isQuoted { stop += 1 }
        let isKey = text[stop] == UInt8(ascii: ":") && text[stop + 1] <= 0x20
        if isKey {
          if !isEntry {
            guard depth < Self.mostBlocks, sink.startMapping(at: place) else { return nil }
            outer[depth] = block
            depth += 1
            block = Block(indent: place - line, kind: .mapping)
            isEntry = true
          }
          guard content.count <= Self.longestKey, sink.key(content, isQuoted: isQuoted) else {
            return nil
          }
          // The value.
          place = stop + 1
          place += text.blanks(at: place)
          opening = text[place]
          if opening <= UInt8(ascii: "#"), text.endsLine(opening, at: place) {
            missing = stop + 1
          } else {
            guard Self.opensScalar(opening, before: text[place + 1]) else {
              place = scanSpecial(at: place, in: block.indent)
              guard place >= 0 else { return nil }
              continue
            }
            isQuoted = opening == UInt8(ascii: "\"") || opening == UInt8(ascii: "'")
            stop = isQuoted ? text.closingQuote(of: place) : text.plainStop(from: place)
            guard stop >= 0 else { return nil }
            content =
              isQuoted ? place + 1..<stop : place..<text.lastNotBlank(before: stop, from: place)
            guard sink.scalar(content, isQuoted: isQuoted) else { return nil }
            place = isQuoted ? stop + 1 : content.upperBound
          }
        } else {
          guard !isEntry, sink.scalar(content, isQuoted: isQuoted) else { return nil }
          place = isQuoted ? stop : content.upperBound
        }
      }
      if place < text.count {
        place = text.nextLine(from: place)
        guard place >= 0 else { return nil }
      }
    }
    if missing >= 0, !sink.scalar(missing..<missing, isQuoted: false) { return nil }
    while depth > 0 {
      guard sink.endContainer(end: nil) else { return nil }
      depth -= 1
    }
    if hasStarted { sink.endDocument() }
    return min(place, text.count)
  }

  /// Whether a first line may start with two bytes: directives, `...`, and `--` as in `---x`, which
  /// is an error of its own (`EventReader.isGluedSeparator`), are for the full reader.
  @inline(__always)
  private static func mayStartLine(_ first: UInt8, _ second: UInt8) -> Bool {
    first != UInt8(ascii: "%") && first != UInt8(ascii: ".")
      && (first != UInt8(ascii: "-") || second != UInt8(ascii: "-"))
  }

  /// Whether a scalar on one line starts with a byte: with no indicator (YAML 1.2, 5.3) but quotes,
  /// and a dash that no blank follows.
  @inline(__always)
  private static func opensScalar(_ byte: UInt8, before next: UInt8) -> Bool {
    if byte >= 0x60 { return byte > 0x60 && byte < 0x7B || byte == 0x7E }
    if byte == UInt8(ascii: "-") { return next > 0x20 }
    // A bit for each byte from the blank to `_`.
    let openers: UInt64 = 0xD7FF_FFFE_3BFF_CB94
    guard byte > 0x20 else { return false }
    return (openers >> UInt64(byte - 0x20)) & 1 == 1
  }
}
