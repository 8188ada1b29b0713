// SPDX-License-Identifier: Apache-2.0

/// Unpacks gzip data, as Helm packs its releases.
///
/// Source: RFC 1951 (DEFLATE) and RFC 1952 (gzip).
package enum Gzip {
  /// Why data could not be unpacked.
  package enum Failure: Error, Hashable {
    /// It is not gzip data.
    case notGzip
    /// It is gzip data with something wrong in it.
    case damaged
    /// It stands for more bytes than are allowed.
    case tooLarge(limit: Int)
  }

  /// The bytes that `data` stands for, at most `limit` of them.
  package static func unpacked(_ data: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    guard data.count >= 18, data[0] == 0x1F, data[1] == 0x8B, data[2] == 8 else {
      throw .notGzip
    }
    let flags = data[3]
    var start = 10
    if flags & 4 != 0 {
      guard start + 2 <= data.count else { throw .damaged }
      start += 2 + Int(data[start]) + Int(data[start + 1]) << 8
    }
    // A name, then a comment, each ended by a zero.
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      guard start < data.count, let end = data[start...].firstIndex(of: 0) else { throw .damaged }
      start = end + 1
    }
    if flags & 2 != 0 { start += 2 }
    guard start + 8 <= data.count else { throw .damaged }
    var inflate = Inflate(data, from: start, limit: limit)
    try inflate.run()
    let trailer = inflate.position
    guard trailer + 8 <= data.count else { throw .damaged }
    func word(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(data[trailer + offset + $1]) << (8 * UInt32($1)) }
    }
    guard word(4) == UInt32(truncatingIfNeeded: inflate.output.count),
      word(0) == CRC32.checksum(of: inflate.output)
    else { throw .damaged }
    return inflate.output
  }
}

/// The checksum that gzip data ends with.
private enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 0 ? sum >> 1 : 0xEDB8_8320 ^ (sum >> 1) }
  }

  static func checksum(of bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
  }
}

/// One run over DEFLATE data.
private struct Inflate {
  private let data: [UInt8]
  private let limit: Int
  /// The next byte that has not been taken.
  private(set) var position: Int
  private(set) var output: [UInt8] = []
  private var bits: UInt32 = 0
  private var bitCount = 0

  init(_ data: [UInt8], from start: Int, limit: Int) {
    self.data = data
    self.limit = limit
    position = start
  }

  mutating func run() throws(Gzip.Failure) {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try copyStored()
      case 1: try expand(.fixedLengths, .fixedDistances)
      case 2:
        let (lengths, distances) = try readCodes()
        try expand(lengths, distances)
      default: throw .damaged
      }
    }
    // What is left of a byte that was begun is padding.
    bits = 0
    bitCount = 0
  }

  /// The next `count` bits (15 at most), the first the lowest.
  private mutating func take(_ count: Int) throws(Gzip.Failure) -> Int {
    while bitCount < count {
      guard position < data.count else { throw .damaged }
      bits |= UInt32(data[position]) << UInt32(bitCount)
      position += 1
      bitCount += 8
    }
    let value = bits & (1 << UInt32(count) - 1)
    bits >>= UInt32(count)
    bitCount -= count
    return Int(value)
  }

  private mutating func copyStored() throws(Gzip.Failure) {
    bits = 0
    bitCount = 0
    guard position + 4 <= data.count else { throw .damaged }
    let count = Int(data[position]) | Int(data[position + 1]) << 8
    let check = Int(data[position + 2]) | Int(data[position + 3]) << 8
    position += 4
    guard count ^ check == 0xFFFF, position + count <= data.count else { throw .damaged }
    guard output.count + count <= limit else { throw .tooLarge(limit: limit) }
    output += data[position..<(position + count)]
    position += count
  }

  private mutating func expand(
    _ lengths: HuffmanCode, _ distances: HuffmanCode
  ) throws(Gzip.Failure) {
    while true {
      let symbol = try next(lengths)
      if symbol < 256 {
        guard output.count < limit else { throw .tooLarge(limit: limit) }
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol < 286 else { throw .damaged }
      let (base, extra) = Self.lengthBases[symbol - 257]
      let length = base + (try take(extra))
      let distanceSymbol = try next(distances)
      guard distanceSymbol < 30 else { throw .damaged }
      let (distanceBase, distanceExtra) = Self.distanceBases[distanceSymbol]
      let distance = distanceBase + (try take(distanceExtra))
      guard distance <= output.count else { throw .damaged }
      guard output.count + length <= limit else { throw .tooLarge(limit: limit) }
      let start = output.count - distance
      // The copy may run into what it writes.
      for offset in 0..<length { output.append(output[start + offset]) }
    }
  }

  private mutating func next(_ code: HuffmanCode) throws(Gzip.Failure) -> Int {
    var value = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      value |= try take(1)
      let count = code.counts[length]
      if value - first < count { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    throw .damaged
  }

  private mutating func readCodes() throws(Gzip.Failure) -> (HuffmanCode, HuffmanCode) {
    let lengthCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let codeCount = try take(4) + 4
    guard lengthCount <= 286, distanceCount <= 30 else { throw .damaged }
    var codeLengths = [Int](repeating: 0, count: 19)
    for place in Self.codeOrder.prefix(codeCount) { codeLengths[place] = try take(3) }
    guard let code = HuffmanCode(codeLengths) else { throw .damaged }
    var lengths: [Int] = []
    while lengths.count < lengthCount + distanceCount {
      switch try next(code) {
      case let length where length < 16: lengths.append(length)
      case 16:
        guard let last = lengths.last else { throw .damaged }
        lengths += Array(repeating: last, count: 3 + (try take(2)))
      case 17: lengths += Array(repeating: 0, count: 3 + (try take(3)))
      default: lengths += Array(repeating: 0, count: 11 + (try take(7)))
      }
    }
    guard lengths.count == lengthCount + distanceCount, lengths[256] != 0,
      let literals = HuffmanCode(Array(lengths.prefix(lengthCount))),
      let distances = HuffmanCode(Array(lengths.suffix(distanceCount)))
    else { throw .damaged }
    return (literals, distances)
  }

  private static let codeOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  /// What each length symbol starts at, and how many bits go on top.
  private static let lengthBases: [(Int, Int)] = {
    var bases = (0..<8).map { ($0 + 3, 0) }
    for extra in 1...5 {
      for step in 0..<4 { bases.append((3 + (4 + step) << extra, extra)) }
    }
    bases.append((258, 0))
    return bases
  }()

  private static let distanceBases: [(Int, Int)] = {
    var bases = (0..<4).map { ($0 + 1, 0) }
    for extra in 1...13 {
      for step in 0..<2 { bases.append((1 + (2 + step) << extra, extra)) }
    }
    return bases
  }()
}

/// A prefix code, in the canonical form that its lengths alone describe.
private struct HuffmanCode {
  /// How many codes there are of each length.
  let counts: [Int]
  /// Symbols in the order of their codes.
  let symbols: [Int]

  /// `nil` for lengths that more codes would need than there can be.
  init?(_ lengths: [Int]) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[length] += 1 }
    var left = 1
    for length in 1...15 {
      left = left * 2 - counts[length]
      if left < 0 { return nil }
    }
    self.counts = counts
    symbols = lengths.indices.filter { lengths[$0] > 0 }
      .sorted { (lengths[$0], $0) < (lengths[$1], $1) }
  }

  private init(counts: [Int], symbols: [Int]) {
    self.counts = counts
    self.symbols = symbols
  }

  static let fixedLengths =
    HuffmanCode(
      (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    ?? HuffmanCode(counts: [], symbols: [])

  static let fixedDistances =
    HuffmanCode([Int](repeating: 5, count: 30)) ?? HuffmanCode(counts: [], symbols: [])
}
