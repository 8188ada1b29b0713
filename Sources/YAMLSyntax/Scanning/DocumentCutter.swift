// SPDX-License-Identifier: Apache-2.0

/// Cuts a text where its documents begin, and passes over those that need no reading.
///
/// A line that begins with `---` starts a document whatever stands before it, even inside a scalar
/// that is not closed: that is broken with or without what follows. A document is passed over only
/// when it is known to be well-formed, in a style that leaves no doubt, without a key that stands
/// twice; whatever else there is in a text is for the full reader.
package struct DocumentCutter {
  /// Some of a text, whole documents, that must be read.
  struct Part: Sendable {
    var bytes: Range<Int>
    /// Where its documents begin; the first is where it begins itself.
    var starts: [Int]
    /// How many lines stand before it.
    var line: Int
    /// How many objects were passed over between the part before it and this one.
    var passedOver: Int
    /// Whether it may hold more than one document, or broken ones, or no objects.
    var isDoubtful: Bool
  }

  /// What there is in a text.
  struct Cuts: Sendable {
    var parts: [Part] = []
    /// How many objects were passed over after the last part.
    var passedOver = 0
    /// How many lines there are in all.
    var lines = 0
    /// Whether the last part goes on to the end of the text, however long that is.
    var isLastOpen = false

    /// A text that is read as a whole.
    static func whole(_ count: Int) -> Cuts {
      var cuts = Cuts()
      cuts.parts = [
        Part(bytes: 0..<count, starts: [0], line: 0, passedOver: 0, isDoubtful: true)
      ]
      return cuts
    }
  }

  /// Whether an object of a kind and apiVersion may be passed over.
  package typealias Filter = @Sendable (_ kind: String, _ apiVersion: String) -> Bool

  /// Passes over nothing but documents without content.
  package static let nothing: Filter = { _, _ in false }

  /// Doubtful documents are read together up to this size, for a reader has a price of its own.
  private static let partSize = 1 << 18

  private let bytes: UnsafeBufferPointer<UInt8>
  private let text: ByteWords
  private let canPassOver: Filter
  private var memo = KindMemo()
  private var cuts = Cuts()

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ text: ByteWords, passingOver: @escaping Filter
  ) {
    self.bytes = bytes
    self.text = text
    canPassOver = passingOver
  }

  /// Cuts a text.
  ///
  /// - Parameter isStart: whether it is the start of a text, which may be JSON or UTF-16, rather
  ///   than some documents further down.
  static func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, isStart: Bool = true, passingOver: @escaping Filter
  ) -> Cuts {
    guard let text = ByteWords(bytes) else { return Cuts() }
    var cutter = DocumentCutter(bytes, text, passingOver: passingOver)
    if isStart, isWhole(bytes) {
      cutter.add(0..<bytes.count, isDoubtful: true)
      cutter.cuts.isLastOpen = true
    } else {
      cutter.cutAll()
    }
    return cutter.cuts
  }

  /// Whether the start of a text says that it can't be cut: it is UTF-16, or JSON, whose first
  /// character is a bracket.
  private static func isWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if UTF16Text.hasMark(bytes) { return true }
    // A byte order mark is none.
    let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  private mutating func cutAll() {
    var scanner = BlockScanner(text, into: OutlineSink(text))
    var start = 0
    while start < bytes.count {
      if let end = scanner.scanDocument(from: start) {
        let plain = PlainText(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        if plain.isPlain {
          if scanner.sink.isEmpty
            || isPassedOver(scanner.sink.kind, scanner.sink.apiVersion)
          {
            cuts.passedOver += scanner.sink.isEmpty ? 0 : 1
            cuts.lines += plain.lineFeeds
          } else {
            // What is no object is read with its neighbours, like what is doubtful.
            let isObject = scanner.sink.kind != nil
            add(start..<end, isDoubtful: !isObject, lines: plain.lineFeeds)
          }
          start = end
          continue
        }
      }
      let end = nextDocument(after: start)
      add(start..<(end ?? bytes.count), isDoubtful: true)
      cuts.isLastOpen = end == nil
      start = end ?? bytes.count
    }
  }

  private mutating func isPassedOver(_ kind: Range<Int>?, _ apiVersion: Range<Int>?) -> Bool {
    guard let kind, let apiVersion else { return false }
    return memo.answer(
      UnsafeBufferPointer(rebasing: bytes[kind]), UnsafeBufferPointer(rebasing: bytes[apiVersion]),
      canPassOver)
  }

  private mutating func add(_ range: Range<Int>, isDoubtful: Bool, lines: Int? = nil) {
    if isDoubtful, cuts.passedOver == 0, let last = cuts.parts.indices.last,
      cuts.parts[last].isDoubtful, cuts.parts[last].bytes.upperBound == range.lowerBound,
      range.upperBound - cuts.parts[last].bytes.lowerBound <= Self.partSize
    {
      cuts.parts[last].bytes = cuts.parts[last].bytes.lowerBound..<range.upperBound
      cuts.parts[last].starts.append(range.lowerBound)
    } else {
      cuts.parts.append(
        Part(
          bytes: range, starts: [range.lowerBound], line: cuts.lines, passedOver: cuts.passedOver,
          isDoubtful: isDoubtful))
      cuts.passedOver = 0
    }
    cuts.lines += lines ?? lineBreaks(in: range)
  }

  /// Where the first document after the one at `start` begins, or the end of the text; `nil` where
  /// a directive stands before that: it belongs to what follows, so that nothing can be cut. Nor is
  /// there a cut after a line that ends at a lone CR: it is a fault that the full reader finds.
  private func nextDocument(after start: Int) -> Int? {
    if bytes[start] == UInt8(ascii: "%") { return nil }
    var line = start
    while true {
      while line < bytes.count, bytes[line] != 0x0A, bytes[line] != 0x0D { line += 1 }
      line += 1
      guard line < bytes.count else { return bytes.count }
      if bytes[line] == UInt8(ascii: "%") { return nil }
      if bytes[line - 1] == 0x0A, text.isMarker(UInt8(ascii: "-"), at: line) { return line }
    }
  }

  /// How many lines end in a range: at LF, CR LF or a lone CR.
  private func lineBreaks(in range: Range<Int>) -> Int {
    var count = 0
    for place in range {
      let byte = bytes[place]
      if byte == 0x0A || (byte == 0x0D && text[place + 1] != 0x0A) { count += 1 }
    }
    return count
  }
}
