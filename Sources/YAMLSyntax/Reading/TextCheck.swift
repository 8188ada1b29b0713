// SPDX-License-Identifier: Apache-2.0

/// Whether bytes are text that a reader can take.
enum TextCheck {
  /// Checks that the bytes are UTF-8 without control characters; says whether all are ASCII.
  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReadingFailure) -> Bool {
    var all: UInt8 = 0
    var controls = 0
    for byte in bytes {
      all |= byte
      let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
      controls &+= isControl ? 1 : 0
    }
    guard all >= 0x80 || controls > 0 else { return true }
    try checkEncoding(bytes)
    try checkCharacters(bytes)
    return all < 0x80
  }

  private static func checkEncoding(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReadingFailure) {
    if UTF16Text.hasMark(bytes) {
      throw .notText("it has the mark of UTF-16, and goes on as something else", at: 0)
    }
    // YAML allows UTF-32, but go-yaml, with which kubectl and Helm read, does not know it.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw .notText(
        "it is encoded in UTF-32, which neither kubectl nor Helm reads", at: 0,
        remedy: "save it as UTF-8, for instance with `iconv -f UTF-32 -t UTF-8`")
    }
  }

  private static func checkCharacters(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReadingFailure) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else {
          throw .notText("it holds the control character \(hexadecimal(byte))", at: index)
        }
        index += 1
      } else {
        guard let length = sequenceLength(bytes, at: index) else {
          throw .notText("the byte \(hexadecimal(byte)) is not UTF-8 here", at: index)
        }
        if byte == 0xEF, isInnerMark(bytes, at: index) { throw .innerMark(at: index) }
        index += length
      }
    }
  }

  /// Whether a byte order mark starts a line, but not the text: libyaml takes it for none of the
  /// line, and Go's copy of it passes over some other character instead (goyaml.v2/yamlprivateh.go,
  /// `is_bom`).
  private static func isInnerMark(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    func stands(_ character: [UInt8], at place: Int) -> Bool {
      place >= 0
        && bytes[place..<min(place + character.count, bytes.count)]
          .elementsEqual(character)
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard index > 0, stands(mark, at: index) else { return false }
    return bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D
      || stands([0xC2, 0x85], at: index - 2)
      || stands([0xE2, 0x80, 0xA8], at: index - 3) || stands([0xE2, 0x80, 0xA9], at: index - 3)
      || index == mark.count && stands(mark, at: 0)
  }

  /// Bytes of the character outside ASCII that starts at `index`; `nil` when it is not UTF-8.
  private static func sequenceLength(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Int? {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      second = 0xA0...0xBF
    case 0xED:
      length = 3
      second = 0x80...0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      second = 0x90...0xBF
    case 0xF4:
      length = 4
      second = 0x80...0x8F
    case 0xF1...0xF3: length = 4
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
    for place in index + 1..<index + length where bytes[place] & 0xC0 != 0x80 { return nil }
    return length
  }

  static func hexadecimal(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
