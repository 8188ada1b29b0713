// SPDX-License-Identifier: Apache-2.0

/// Cuts a JSON document, as it comes, into the elements of the list that it is or holds, and the
/// rest of it.
///
/// It looks at brackets and strings alone: whether an element is JSON is for its reader to say.
struct ListCutter {
  /// Where it has read to, from 1.
  private(set) var lastLine: Int
  /// Whether it has ended, or is none.
  private(set) var isOver = false

  /// The brackets that are open, the outermost first.
  private var open: [UInt8] = []
  private var isInString = false
  private var isEscaped = false
  private var isAtLineStart = false
  /// Of the document what is no element, and where it began.
  private var outer: [UInt8] = []
  private let outerLine: Int
  /// The element that has begun.
  private var element: [UInt8] = []
  private var elementLine = 0
  /// How many brackets are open around an element; `nil` until the list has begun.
  private var listDepth: Int?
  /// The string that was read last beside the list, if it is short.
  private var word: [UInt8] = []

  /// Brackets inside each other, and bytes of one element.
  private static let deepest = 512
  private static let largest = 1 << 26

  init(line: Int) {
    lastLine = line
    outerLine = line
  }

  /// Reads on; how many bytes belong to the document.
  mutating func feed(
    _ text: UnsafeBufferPointer<UInt8>, _ take: (RecordCutter.Record) -> Void
  ) -> Int {
    var place = 0
    while place < text.count {
      let byte = text[place]
      // Nothing inside of an element starts a line so: a record of its own does.
      if isAtLineStart, byte == UInt8(ascii: "{"), !isInString, listDepth != open.count {
        return giveUp(at: place, take)
      }
      place += 1
      isAtLineStart = byte == 0x0A
      if byte == 0x0A { lastLine += 1 }
      if isInString {
        keep(byte)
        readString(byte)
        // No string goes over a line's end: this was not a document.
        if isInString, byte == 0x0A { return giveUp(at: place, take) }
        continue
      }
      if listDepth == open.count {
        if byte == 0x0A { endElement(take) }
        if element.isEmpty, byte <= 0x20 || byte == UInt8(ascii: ",") { continue }
      }
      switch byte {
      case UInt8(ascii: "\""):
        startElement()
        keep(byte)
        isInString = true
        word.removeAll(keepingCapacity: true)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard open.count < Self.deepest else { return giveUp(at: place, take) }
        startElement()
        keep(byte)
        open.append(byte)
        if byte == UInt8(ascii: "["), startsList { listDepth = open.count }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard close(byte, take) else { return giveUp(at: place, take) }
        if isOver { return place }
      default:
        startElement()
        keep(byte)
      }
      if outer.count > Self.largest || element.count > Self.largest {
        return giveUp(at: place, take)
      }
    }
    return place
  }

  /// Whether the bracket closes the one that was opened last.
  private mutating func close(_ byte: UInt8, _ take: (RecordCutter.Record) -> Void) -> Bool {
    // In ASCII a bracket that closes stands one or two after the one that opens.
    guard let last = open.last, (1...2).contains(byte &- last) else {
      keep(byte)
      return false
    }
    open.removeLast()
    if listDepth == open.count + 1 { listDepth = nil }
    keep(byte)
    endElement(take)
    if open.isEmpty {
      isOver = true
      Self.give(outer, outerLine, take)
    }
    return true
  }

  /// Takes what has not ended for a record all the same: its reader says that it is none.
  mutating func finish(_ take: (RecordCutter.Record) -> Void) {
    _ = giveUp(at: 0, take)
  }

  /// Whether the bracket that was opened last is that of the list whose elements are records: the
  /// document itself, or what stands under a key that is known.
  private var startsList: Bool {
    guard listDepth == nil, element.isEmpty else { return false }
    if open.count == 1 { return true }
    return open.count == 2 && open[0] == UInt8(ascii: "{")
      && AuditEventReader.listKeys.contains { $0.utf8.elementsEqual(word) }
  }

  private mutating func readString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
    } else if element.isEmpty, word.count < 32 {
      word.append(byte)
    }
  }

  private mutating func startElement() {
    if listDepth == open.count, element.isEmpty { elementLine = lastLine }
  }

  private mutating func keep(_ byte: UInt8) {
    if let listDepth, open.count >= listDepth { element.append(byte) } else { outer.append(byte) }
  }

  private mutating func endElement(_ take: (RecordCutter.Record) -> Void) {
    guard listDepth == open.count, !element.isEmpty else { return }
    Self.give(element, elementLine, take)
    element.removeAll(keepingCapacity: true)
  }

  private static func give(
    _ record: [UInt8], _ line: Int, _ take: (RecordCutter.Record) -> Void
  ) {
    record.withUnsafeBufferPointer { take(($0, line)) }
  }

  private mutating func giveUp(at place: Int, _ take: (RecordCutter.Record) -> Void) -> Int {
    isOver = true
    if element.contains(where: { $0 > 0x20 }) { Self.give(element, elementLine, take) }
    while let last = outer.last, last <= 0x20 { outer.removeLast() }
    if outer.contains(where: { $0 > 0x20 }) { Self.give(outer, outerLine, take) }
    return place
  }
}
