// SPDX-License-Identifier: Apache-2.0

/// Notes what kind of object a document is, and doubts whatever a full reading could find fault
/// with: a key that stands twice in a mapping, or that is no string.
struct OutlineSink: BlockSink {
  static let skipsBlockScalars = true

  /// A field at the top of a document.
  private enum Field { case none, kind, apiVersion }

  private let text: ByteWords
  /// What the pointers below point into.
  private let memory: OutlineMemory
  /// The keys of all open mappings.
  private let keys: UnsafeMutablePointer<UInt64>
  /// Where the keys of each open container start.
  private let firstKeys: UnsafeMutablePointer<Int>
  /// For each open container, a bit for every value that six bits of its keys have.
  private let seen: UnsafeMutablePointer<UInt64>
  private var keyCount = 0
  private var depth = 0
  private var field = Field.none
  private(set) var kind: Range<Int>?
  private(set) var apiVersion: Range<Int>?
  private(set) var isEmpty = true

  init(_ text: ByteWords) {
    self.text = text
    memory = OutlineMemory()
    keys = memory.keys
    firstKeys = memory.firstKeys
    seen = memory.seen
  }

  mutating func startDocument(at place: Int) -> Bool {
    keyCount = 0
    depth = 0
    field = .none
    kind = nil
    apiVersion = nil
    isEmpty = true
    return true
  }

  func endDocument() {}

  @inline(__always)
  mutating func startMapping(at place: Int) -> Bool { start() }

  @inline(__always)
  mutating func startSequence(at place: Int) -> Bool {
    // A document that is a sequence is no object.
    depth > 0 && start()
  }

  @inline(__always)
  private mutating func start() -> Bool {
    guard depth < OutlineMemory.mostFrames else { return false }
    isEmpty = false
    field = .none
    firstKeys[depth] = keyCount
    seen[depth] = 0
    depth += 1
    return true
  }

  @inline(__always)
  mutating func endContainer(end: Int?) -> Bool {
    depth -= 1
    keyCount = firstKeys[depth]
    return true
  }

  @inline(__always)
  mutating func key(_ name: Range<Int>, isQuoted: Bool) -> Bool {
    let first = firstKeys[depth - 1]
    guard keyCount - first < OutlineMemory.mostKeys, isQuoted || isString(name) else {
      return false
    }
    let mark = text.fingerprint(of: name)
    // Most keys are told apart by six bits.
    let bit = (1 as UInt64) &<< (mark >> 58)
    if seen[depth - 1] & bit != 0 {
      for place in first..<keyCount where keys[place] == mark { return false }
    }
    seen[depth - 1] |= bit
    keys[keyCount] = mark
    keyCount += 1
    if depth == 1 {
      switch name.count {
      case 4 where text.word(at: name.lowerBound) & 0xFFFF_FFFF == Self.kindWord: field = .kind
      case 10
      where text.word(at: name.lowerBound) == Self.apiVersionWord
        && text[name.lowerBound + 8] == UInt8(ascii: "o")
        && text[name.lowerBound + 9] == UInt8(ascii: "n"):
        field = .apiVersion
      default: field = .none
      }
    }
    return true
  }

  @inline(__always)
  mutating func scalar(_ text: Range<Int>, isQuoted: Bool) -> Bool {
    guard field != .none else { return true }
    return note(text, isQuoted: isQuoted)
  }

  @inline(never)
  private mutating func note(_ value: Range<Int>, isQuoted: Bool) -> Bool {
    defer { field = .none }
    guard depth == 1, !value.isEmpty, isQuoted || isString(value) else { return false }
    if field == .kind { kind = value } else { apiVersion = value }
    return true
  }

  mutating func blockScalar(at place: Int) -> Bool {
    // Of a kind that is written so, the full reader knows the text.
    field == .none
  }

  /// Whether plain text is a string, and no merge key.
  @inline(__always)
  private func isString(_ range: Range<Int>) -> Bool {
    let first = text[range.lowerBound]
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "e"), UInt8(ascii: "g")...UInt8(ascii: "m"),
      UInt8(ascii: "p")...UInt8(ascii: "s"), UInt8(ascii: "u")...UInt8(ascii: "x"):
      return true
    default:
      return isUnusualString(range)
    }
  }

  private func isUnusualString(_ range: Range<Int>) -> Bool {
    let plain = UnsafeBufferPointer(start: text.base + range.lowerBound, count: range.count)
    return plain.first != UInt8(ascii: "<") && ScalarTyping.typed(plain) == nil
  }

  /// `kind` and `apiVersi` as `ByteWords` has them.
  private static let kindWord: UInt64 = 0x646E_696B
  private static let apiVersionWord: UInt64 = 0x6973_7265_5669_7061
}

/// What an outline sink writes to.
final class OutlineMemory {
  static let mostFrames = 130
  /// A mapping with more keys is left to the full reader, which looks them up in a table.
  static let mostKeys = 64

  let keys: UnsafeMutablePointer<UInt64>
  let firstKeys: UnsafeMutablePointer<Int>
  let seen: UnsafeMutablePointer<UInt64>

  init() {
    keys = .allocate(capacity: Self.mostFrames * Self.mostKeys)
    firstKeys = .allocate(capacity: Self.mostFrames)
    seen = .allocate(capacity: Self.mostFrames)
  }

  deinit {
    keys.deallocate()
    firstKeys.deallocate()
    seen.deallocate()
  }
}

extension ByteWords {
  /// A number that texts have in common if they are the same, and hardly otherwise.
  @inline(__always)
  fileprivate func fingerprint(of range: Range<Int>) -> UInt64 {
    var place = range.lowerBound
    var mark = UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15
    while place + 8 <= range.upperBound {
      mark = (mark ^ word(at: place)) &* 0xFF51_AFD7_ED55_8CCD
      mark ^= mark >> 29
      place += 8
    }
    let mask = ((1 as UInt64) &<< UInt64(truncatingIfNeeded: (range.upperBound &- place) &* 8)) &- 1
    return (mark ^ (word(at: place) & mask)) &* 0xFF51_AFD7_ED55_8CCD
  }
}
