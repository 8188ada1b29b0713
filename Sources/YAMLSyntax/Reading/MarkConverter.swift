// SPDX-License-Identifier: Apache-2.0

/// Turns libyaml's marks into bytes: it counts Unicode scalars from the first after a byte order
/// mark.
struct MarkConverter {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Bytes of the byte order mark at the start.
  private let markLength: Int
  private let isASCII: Bool
  /// A place known in both units; places asked for are close to each other.
  private var scalars = 0
  private var offset: Int

  init(bytes: UnsafeBufferPointer<UInt8>, markLength: Int, isASCII: Bool) {
    self.bytes = bytes
    self.markLength = markLength
    self.isASCII = isASCII
    offset = markLength
  }

  /// The bytes before the scalar with the number `index`.
  @inline(__always)
  mutating func offset(ofScalar index: Int) -> Int {
    if isASCII { return min(index + markLength, bytes.count) }
    return walk(to: index)
  }

  private mutating func walk(to index: Int) -> Int {
    while scalars < index, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      scalars += 1
    }
    while scalars > index, offset > markLength {
      offset -= 1
      while offset > markLength, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      scalars -= 1
    }
    return offset
  }
}
