// SPDX-License-Identifier: Apache-2.0

/// Finds what libyaml reads otherwise than kubectl and Helm do, whose reader is a copy of an older
/// libyaml (kubernetes-sigs/yaml, goyaml.v2) behind one that cuts a text into documents
/// (apimachinery, pkg/util/yaml/decoder.go, `YAMLReader.Read`). It is an error, for nobody can
/// judge a text by what it says to another reader.
struct Doubts {
  /// Where the first line starts that starts with `---` and goes on; beyond everything without one.
  private var gluedSeparator = Int.max
  /// How many brackets and braces are open.
  private var openBrackets = 0
  private var hasDocument = false

  /// Finds lines that start with `---` and go on with something other than a comment: kubectl reads
  /// no such line, and Helm starts a document there.
  mutating func findGluedSeparator(in bytes: UnsafeBufferPointer<UInt8>) {
    guard let text = ByteWords(bytes) else { return }
    let dash = UInt8(ascii: "-")
    var line = 0
    while line < bytes.count {
      if text[line] == dash, text[line + 1] == dash, text[line + 2] == dash {
        var place = line + 3
        while text[place] == 0x20 || text[place] == 0x09 { place += 1 }
        let isComment = text[place] == UInt8(ascii: "#") && place > line + 3
        // A lone CR ends no line for kubectl.
        let goesOn = text[place] == 0x0D && text[place + 1] != 0x0A && place + 1 < bytes.count
        if goesOn || !isComment && text[place] > 0x20 {
          gluedSeparator = line
          return
        }
      }
      line = text.lineFeed(from: line) + 1
    }
  }

  /// Checks what was read of the text, up to `place`.
  @inline(__always)
  func checkSeparators(before place: Int) throws(ReadingFailure) {
    if place > gluedSeparator { throw .gluedSeparator(at: gluedSeparator) }
  }

  /// Checks how a document starts.
  mutating func checkDocument(
    at place: Int, hasDirectives: Bool, in bytes: UnsafeBufferPointer<UInt8>
  ) throws(ReadingFailure) {
    guard !hasDirectives else { throw .directive(at: place) }
    try checkSeparators(before: place + 1)
    // kubectl knows no other line breaks, and of what it does not cut, only the start is read.
    if hasDocument, place > 0, bytes[place - 1] != 0x0A { throw .hiddenSeparator(at: place) }
    hasDocument = true
  }

  @inline(__always)
  mutating func startContainer(isFlow: Bool) {
    if isFlow || openBrackets > 0 { openBrackets += 1 }
  }

  @inline(__always)
  mutating func endContainer() {
    if openBrackets > 0 { openBrackets -= 1 }
  }

  /// Checks a plain scalar: between brackets, a `?` ends one for other readers.
  @inline(__always)
  func checkPlain(
    _ text: UnsafeBufferPointer<UInt8>, at place: Range<Int>
  ) throws(ReadingFailure) {
    if openBrackets > 0, text.contains(UInt8(ascii: "?")) { throw .questionMark(at: place) }
  }

  /// Checks the escapes of a scalar in double quotes.
  static func checkEscapes(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) throws(ReadingFailure) {
    var place = start
    while place + 1 < end {
      if bytes[place] == UInt8(ascii: "\\") {
        if bytes[place + 1] == UInt8(ascii: "/") { throw .escapedSlash(at: place) }
        place += 1
      }
      place += 1
    }
  }

  /// The first byte after a tag.
  static func endOfTag(
    in bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) throws(ReadingFailure) -> Int {
    var place = start + 1
    if place < bytes.count, bytes[place] == UInt8(ascii: "<") {
      while place < bytes.count, bytes[place] > 0x20, bytes[place] != UInt8(ascii: ">") {
        place += 1
      }
    }
    while place < bytes.count, bytes[place] > 0x20 {
      switch bytes[place] {
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        throw .runningTag(at: start)
      default: place += 1
      }
    }
    return place
  }

  /// Whether a text is a date: of what `!!timestamp` may stand before, this alone is known to be
  /// read (goyaml.v2/resolve.go, `parseTimestamp`).
  static func isDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2,
      let year = number(parts[0]), let month = number(parts[1]), let day = number(parts[2]),
      (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
