// SPDX-License-Identifier: Apache-2.0

/// Where the lines of a text start, and how many characters stand before a place in a long one.
final class LineIndex: Sendable {
  private let starts = Lazy<[Int]>()
  /// For each block of the text, the Unicode scalars before it.
  private let scalars = Lazy<[Int]>()
  /// Bytes of a block: what is looked through for one column, however long the line is.
  private static let block = 1 << 10

  /// The line (from 0) that holds a byte, and the byte that line starts at.
  func line(containing offset: Int, in bytes: [UInt8]) -> (number: Int, start: Int) {
    let starts = starts(in: bytes)
    let number = starts.partitioningIndex { $0 > offset } - 1
    return (number, starts[number])
  }

  /// The bytes of a line (from 0), without its end; `nil` when there is no such line.
  func bytes(ofLine number: Int, in bytes: [UInt8]) -> Range<Int>? {
    let starts = starts(in: bytes)
    guard starts.indices.contains(number) else { return nil }
    let start = starts[number]
    var end = number + 1 < starts.count ? starts[number + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// How many Unicode scalars begin in a stretch of a text.
  func scalars(in range: Range<Int>, of bytes: [UInt8]) -> Int {
    guard range.count > 2 * Self.block else { return Self.count(in: range, of: bytes) }
    let before = scalars.value { Self.scalarsBeforeBlocks(of: bytes) }
    func count(before offset: Int) -> Int {
      let block = offset / Self.block
      return before[block] + Self.count(in: block * Self.block..<offset, of: bytes)
    }
    return count(before: range.upperBound) - count(before: range.lowerBound)
  }

  private static func scalarsBeforeBlocks(of bytes: [UInt8]) -> [Int] {
    var before = [0]
    before.reserveCapacity(bytes.count / block + 1)
    for start in stride(from: 0, through: bytes.count - block, by: block) {
      before.append(before[before.count - 1] + count(in: start..<start + block, of: bytes))
    }
    return before
  }

  private static func count(in range: Range<Int>, of bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for byte in bytes[range] where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }

  private func starts(in bytes: [UInt8]) -> [Int] {
    starts.value {
      var starts = [0]
      bytes.withUnsafeBufferPointer { bytes in
        var index = 0
        while index < bytes.count {
          let byte = bytes[index]
          index += 1
          guard byte == 0x0A || byte == 0x0D else { continue }
          if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
          starts.append(index)
        }
      }
      return starts
    }
  }
}
