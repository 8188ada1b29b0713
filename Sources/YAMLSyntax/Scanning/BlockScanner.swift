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

  /// How far a document is read. Each document has its own, as a variable of one function into
  /// which all others are inlined: so it stays in registers.
  private struct State {
    /// The first byte that has not been read.
    var place: Int
    /// Where the line starts that is read.
    var line = 0
    /// How many blocks are open.
    var depth = 0
    /// The innermost of them.
    var block = Block(indent: -1, kind: .mapping)
    /// Where the last entry's value is missing that may stand on the next lines; -1 if it is not.
    var missing = -1
    var hasStarted = false

    var column: Int { place - line }
  }

  /// What a line turns out to be.
  private enum Line { case nothing, content, end, doubt }

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
  /// - Returns: where the next document starts, or the end of the text; `nil` in doubt.
  mutating func scanDocument(from start: Int) -> Int? {
    var state = State(place: start)
    if text.isMarker(UInt8(ascii: "-"), at: start) {
      guard sink.startDocument(at: start) else { return nil }
      state.hasStarted = true
      state.place = text.nextLine(from: start + 3)
      guard state.place >= 0 else { return nil }
    }
    reading: while state.place < text.count {
      switch startLine(&state) {
      case .nothing: continue
      case .end: break reading
      case .doubt: return nil
      case .content:
        guard openBlock(&state), scanEntry(&state) else { return nil }
      }
    }
    if state.missing >= 0, !sink.scalar(state.missing..<state.missing, isQuoted: false) {
      return nil
    }
    while state.depth > 0 {
      guard sink.endContainer(end: nil) else { return nil }
      state.depth -= 1
    }
    if state.hasStarted { sink.endDocument() }
    return min(state.place, text.count)
  }

  /// Goes to the first byte of a line that is no blank, or past a line that says nothing.
  @inline(__always)
  private mutating func startLine(_ state: inout State) -> Line {
    state.line = state.place
    state.place += text.blanks(at: state.place)
    let first = text[state.place]
    if first <= UInt8(ascii: "#") {
      if first == 0x0A {
        state.place += 1
        return .nothing
      }
      if first == UInt8(ascii: "#") {
        state.place = min(text.lineFeed(from: state.place) + 1, text.count)
        return .nothing
      }
      if state.place >= text.count { return .end }
    }
    guard state.column == 0 else { return .content }
    if text.isMarker(UInt8(ascii: "-"), at: state.place) { return .end }
    guard Self.mayStartLine(first, text[state.place + 1]) else { return .doubt }
    if !state.hasStarted {
      guard sink.startDocument(at: state.place) else { return .doubt }
      state.hasStarted = true
    }
    return .content
  }

  /// Ends the blocks that a line ends, and starts the one that it starts.
  @inline(__always)
  private mutating func openBlock(_ state: inout State) -> Bool {
    let column = state.column
    let isDash = text[state.place] == UInt8(ascii: "-") && text[state.place + 1] <= 0x20
    var opens = state.depth == 0 && column == 0
    var kind = isDash ? Block.Kind.sequence : .mapping
    if state.missing >= 0 {
      opens = column > state.block.indent
      if !opens, column == state.block.indent, isDash, state.block.kind == .mapping {
        opens = true
        kind = .indentlessSequence
      }
      if !opens, !sink.scalar(state.missing..<state.missing, isQuoted: false) { return false }
      state.missing = -1
    }
    if opens { return open(kind, &state) }
    while state.block.indent > column
      || (state.block.indent == column && !isDash && state.block.kind == .indentlessSequence)
    {
      guard state.depth > 1, sink.endContainer(end: nil) else { return false }
      state.depth -= 1
      state.block = outer[state.depth]
    }
    return state.block.indent == column && (state.block.kind == .mapping) != isDash
  }

  @inline(__always)
  private mutating func open(_ kind: Block.Kind, _ state: inout State) -> Bool {
    guard state.depth < Self.mostBlocks else { return false }
    outer[state.depth] = state.block
    state.depth += 1
    state.block = Block(indent: state.column, kind: kind)
    return kind == .mapping
      ? sink.startMapping(at: state.place) : sink.startSequence(at: state.place)
  }

  /// Reads an entry of the innermost block, to the start of the next line.
  @inline(__always)
  private mutating func scanEntry(_ state: inout State) -> Bool {
    var isKeyed = state.block.kind == .mapping
    if !isKeyed, !passDashes(&state) { return false }
    if state.missing >= 0 { return endLine(&state) }
    let opening = text[state.place]
    guard Self.opensScalar(opening, before: text[state.place + 1]) else {
      return !isKeyed && scanSpecial(&state)
    }
    let isQuoted = opening == UInt8(ascii: "\"") || opening == UInt8(ascii: "'")
    var stop = isQuoted ? text.closingQuote(of: state.place) : text.plainStop(from: state.place)
    guard stop >= 0 else { return false }
    let content = content(to: stop, isQuoted: isQuoted, state)
    if isQuoted { stop += 1 }
    guard text[stop] == UInt8(ascii: ":"), text[stop + 1] <= 0x20 else {
      guard !isKeyed, take(content, isQuoted: isQuoted) else { return false }
      state.place = isQuoted ? stop : content.upperBound
      return endLine(&state)
    }
    if !isKeyed {
      isKeyed = true
      guard open(.mapping, &state) else { return false }
    }
    guard content.count <= Self.longestKey, sink.key(content, isQuoted: isQuoted) else {
      return false
    }
    return scanValue(after: stop, &state)
  }

  /// Goes over the dashes of a line, each of which starts a sequence but the first, to what is
  /// their entry, or misses one.
  @inline(__always)
  private mutating func passDashes(_ state: inout State) -> Bool {
    while true {
      let dash = state.place
      state.place += 1
      state.place += text.blanks(at: state.place)
      let next = text[state.place]
      if next <= UInt8(ascii: "#"), text.endsLine(next, at: state.place) {
        state.missing = dash + 1
        return true
      }
      guard next == UInt8(ascii: "-"), text[state.place + 1] <= 0x20 else { return true }
      guard open(.sequence, &state) else { return false }
    }
  }

  /// Reads the value of a key, whose colon is at `colon`.
  @inline(__always)
  private mutating func scanValue(after colon: Int, _ state: inout State) -> Bool {
    state.place = colon + 1
    state.place += text.blanks(at: state.place)
    let opening = text[state.place]
    if opening <= UInt8(ascii: "#"), text.endsLine(opening, at: state.place) {
      state.missing = colon + 1
      return endLine(&state)
    }
    guard Self.opensScalar(opening, before: text[state.place + 1]) else {
      return scanSpecial(&state)
    }
    let isQuoted = opening == UInt8(ascii: "\"") || opening == UInt8(ascii: "'")
    let stop = isQuoted ? text.closingQuote(of: state.place) : text.plainStop(from: state.place)
    guard stop >= 0 else { return false }
    let content = content(to: stop, isQuoted: isQuoted, state)
    state.place = isQuoted ? stop + 1 : content.upperBound
    return take(content, isQuoted: isQuoted) && endLine(&state)
  }

  /// Gives the sink a scalar on one line.
  @inline(__always)
  mutating func take(_ content: Range<Int>, isQuoted: Bool) -> Bool {
    (isQuoted || !text.isNotFinite(content)) && sink.scalar(content, isQuoted: isQuoted)
  }

  /// The text of the scalar that starts here and ends at its quote, or before blanks.
  @inline(__always)
  private func content(to stop: Int, isQuoted: Bool, _ state: State) -> Range<Int> {
    isQuoted
      ? state.place + 1..<stop
      : state.place..<text.lastNotBlank(before: stop, from: state.place)
  }

  @inline(__always)
  private func endLine(_ state: inout State) -> Bool {
    state.place = state.place < text.count ? text.nextLine(from: state.place) : text.count
    return state.place >= 0
  }

  private mutating func scanSpecial(_ state: inout State) -> Bool {
    state.place = scanSpecial(at: state.place, in: state.block.indent)
    return state.place >= 0
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
