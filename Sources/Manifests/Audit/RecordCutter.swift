// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Cuts a log, as it comes, into the records that it consists of: its lines, or, where a document
/// stretches over lines, the elements of that.
///
/// A line that is no record stands for itself: what follows it is read as if it were not there.
struct RecordCutter {
  /// A record, with the number of the line that it starts in.
  typealias Record = (text: UnsafeBufferPointer<UInt8>, line: Int)

  /// A longer line is taken for a document, whose elements are read one by one.
  static let longestLine = 1 << 22

  private var line = 0
  /// The start of a line whose end has not come yet.
  private var held: [UInt8] = []
  private var document: ListCutter?
  private var isAtStart = true

  /// Reads the next piece, and calls `take` with every record that ends in it.
  mutating func feed(_ piece: UnsafeBufferPointer<UInt8>, _ take: (Record) -> Void) {
    var place = 0
    while place < piece.count {
      let rest = UnsafeBufferPointer(rebasing: piece[place...])
      if document != nil {
        place += feedDocument(rest, take)
        continue
      }
      guard let end = Self.lineFeed(in: rest) else {
        held += rest
        // One that does not open anything is garbage, however long it is.
        if held.count > Self.longestLine, Self.opensContainer(held) { startDocument(take) }
        return
      }
      let text = UnsafeBufferPointer(rebasing: rest[..<end])
      place += end + 1
      if held.isEmpty {
        takeLine(text, take)
      } else {
        held += text
        let whole = held
        held.removeAll(keepingCapacity: true)
        whole.withUnsafeBufferPointer { takeLine($0, take) }
      }
    }
  }

  /// Takes what stands after the last line feed.
  mutating func finish(_ take: (Record) -> Void) {
    if var document {
      document.finish(take)
      self.document = nil
    } else if !held.isEmpty {
      let whole = held
      held = []
      whole.withUnsafeBufferPointer { takeLine($0, take) }
      if var document {
        document.finish(take)
        self.document = nil
      }
    }
  }

  private static func lineFeed(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = text.baseAddress, let found = memchr(base, 0x0A, text.count) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private static func opensContainer(_ text: some Sequence<UInt8>) -> Bool {
    let first = text.first { $0 > 0x20 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  private mutating func takeLine(_ text: UnsafeBufferPointer<UInt8>, _ take: (Record) -> Void) {
    line += 1
    var text = text[...]
    if isAtStart {
      isAtStart = false
      if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    while let first = text.first, first <= 0x20 { text.removeFirst() }
    guard let first = text.first, let last = text.last else { return }
    if first != UInt8(ascii: "{"), first != UInt8(ascii: "["),
      let record = Self.withoutTime(text)
    {
      text = record
    }
    // No value ends so: one that stretches over lines begins.
    if last == UInt8(ascii: "{") || last == UInt8(ascii: "[") || last == UInt8(ascii: ",") {
      held = Array(text)
      line -= 1
      startDocument(take)
      let end: [UInt8] = [0x0A]
      _ = end.withUnsafeBufferPointer { feedDocument($0, take) }
      return
    }
    take((UnsafeBufferPointer(rebasing: text), line))
  }

  /// What follows the time that CloudWatch puts before each line of an export to S3.
  private static func withoutTime(
    _ text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard let blank = text.firstIndex(of: 0x20), blank - text.startIndex < 40,
      Timestamp(UnsafeBufferPointer(rebasing: text[..<blank])) != nil
    else { return nil }
    let record = text[blank...].drop { $0 == 0x20 }
    return opensContainer(record) ? record : nil
  }

  private mutating func startDocument(_ take: (Record) -> Void) {
    let start = held
    held.removeAll()
    document = ListCutter(line: line + 1)
    start.withUnsafeBufferPointer { start in
      var place = 0
      while place < start.count, document != nil {
        place += feedDocument(UnsafeBufferPointer(rebasing: start[place...]), take)
      }
      // It ended, and something follows on its line.
      if place < start.count { held = Array(start[place...]) }
    }
  }

  /// Gives text to the document; how much of it that took.
  private mutating func feedDocument(
    _ text: UnsafeBufferPointer<UInt8>, _ take: (Record) -> Void
  ) -> Int {
    guard var document else { return 0 }
    self.document = nil
    let taken = document.feed(text, take)
    line = document.lastLine - 1
    if !document.isOver { self.document = document }
    return taken
  }
}
