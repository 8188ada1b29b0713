// SPDX-License-Identifier: Apache-2.0

/// The lines around places of a text.
struct Lines {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Where the line of a place starts.
  func start(of place: Int) -> Int {
    var index = min(place, bytes.count)
    while index > 0, !isBreak(bytes[index - 1]) { index -= 1 }
    return index
  }

  /// Where the line after that of `place` starts; the end of the text where there is none.
  func next(after place: Int) -> Int {
    var index = min(place, bytes.count)
    while index < bytes.count, !isBreak(bytes[index]) { index += 1 }
    guard index < bytes.count else { return index }
    return bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      ? index + 2 : index + 1
  }

  /// Whether nothing but blanks stands before a place in its line.
  func isFirst(_ place: Int) -> Bool {
    bytes[start(of: place)..<min(place, bytes.count)].allSatisfy { $0 == 0x20 }
  }

  func holdsNoComment(_ range: Range<Int>) -> Bool {
    !bytes[range].contains(UInt8(ascii: "#"))
  }

  private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
