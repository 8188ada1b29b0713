// SPDX-License-Identifier: Apache-2.0

/// The block in front of every entry of a tar archive.
///
/// Source: POSIX.1-2024, pax, "ustar Interchange Format"; GNU tar, src/tar.h.
struct TarHeader {
  /// What an entry is.
  enum Kind: Hashable {
    case file, folder, link, device
    /// GNU: the whole name of the next entry.
    case longName
    /// GNU: the whole target of the next entry, which is a link.
    case longTarget
    /// pax: records about the next entry.
    case extended
    /// pax: records about all entries that follow.
    case global
    case unknown

    /// Whether it says something about entries instead of being one.
    var isExtension: Bool {
      switch self {
      case .longName, .longTarget, .extended, .global: true
      default: false
      }
    }

    /// Whether content follows. The size of what has none means something else.
    var hasContent: Bool {
      switch self {
      case .folder, .link, .device: false
      default: true
      }
    }
  }

  /// The size of a header, and the unit that contents are filled up to, in bytes.
  static let size = 512

  let kind: Kind
  /// The path, as far as it has room here.
  let name: String
  /// The content's size in bytes.
  let size: Int

  /// `nil` when the checksum is not the block's, or when a number is none.
  init?(_ block: ArraySlice<UInt8>) {
    func field(_ start: Int, _ count: Int) -> ArraySlice<UInt8> {
      block[(block.startIndex + start)...].prefix(count)
    }
    guard let checksum = Self.number(field(148, 8)), Self.sums(of: block).contains(checksum),
      let size = Self.number(field(124, 12))
    else { return nil }
    self.size = size
    kind = Self.kind(of: block[block.startIndex + 156])
    var path = Self.text(field(0, 100))
    // GNU's own format has times where POSIX has the path's beginning.
    if field(257, 6).elementsEqual("ustar\0".utf8) {
      let prefix = Self.text(field(345, 155))
      if !prefix.isEmpty { path = prefix + "/" + path }
    }
    name = path
  }

  private static func kind(of flag: UInt8) -> Kind {
    switch UnicodeScalar(flag) {
    // A contiguous file (7) is a regular one where it is not known.
    case "\0", "0", "7": .file
    case "1", "2": .link
    case "3", "4", "6": .device
    case "5": .folder
    case "L": .longName
    case "K": .longTarget
    case "x": .extended
    case "g": .global
    default: .unknown
    }
  }

  /// What a header's bytes add up to, its own checksum taken for blanks. Some old programs took the
  /// bytes as signed.
  private static func sums(of block: ArraySlice<UInt8>) -> Set<Int> {
    var (unsigned, signed) = (0, 0)
    for (index, byte) in block.enumerated() {
      let byte = (148..<156).contains(index) ? UInt8(ascii: " ") : byte
      unsigned += Int(byte)
      signed += Int(Int8(bitPattern: byte))
    }
    return [unsigned, signed]
  }

  /// A field's number: octal digits, or, as GNU writes large ones, bytes after one with its highest
  /// bit set. An empty field is 0.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    if let first = field.first, first & 0x80 != 0 {
      // The next bit is the sign.
      guard first & 0x40 == 0 else { return nil }
      var value = Int(first & 0x3F)
      for byte in field.dropFirst() {
        guard value <= Int.max >> 8 else { return nil }
        value = value << 8 | Int(byte)
      }
      return value
    }
    let blanks: Set<UInt8> = [0, UInt8(ascii: " ")]
    let digits = field.drop { blanks.contains($0) }.prefix { !blanks.contains($0) }
    guard digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
    // Twelve octal digits never overflow.
    return digits.reduce(0) { $0 << 3 | Int($1 & 7) }
  }

  /// A field's text, which a zero ends where it does not fill the field.
  static func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }
}
