// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The head of an HTTP/1.1 message: its first line and its fields.
package struct HTTPHead: Hashable, Sendable {
  /// One field, as it was written.
  package struct Field: Hashable, Sendable {
    // Most are passed on without being looked at.
    fileprivate let nameBytes: ArraySlice<UInt8>
    fileprivate let valueBytes: ArraySlice<UInt8>

    package var name: String { String(decoding: nameBytes, as: UTF8.self) }
    package var value: String { String(decoding: valueBytes, as: UTF8.self) }

    package init(_ name: String, _ value: String) {
      self.init(name: Array(name.utf8)[...], value: Array(value.utf8)[...])
    }

    fileprivate init(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
      nameBytes = name
      valueBytes = value
    }

    /// - Parameter other: in lower case.
    package func isNamed(_ other: String) -> Bool {
      guard nameBytes.count == other.utf8.count else { return false }
      return zip(nameBytes, other.utf8).allSatisfy { left, right in
        left == right || (left | 0x20 == right && (0x41...0x5A).contains(left))
      }
    }
  }

  /// The words of the first line: method, target and version, or version, status and reason.
  package var words: [String]
  package var fields: [Field]

  package init(words: [String], fields: [Field] = []) {
    self.words = words
    self.fields = fields
  }

  /// Reads a head with its empty line; `nil` for what is none.
  package init?(_ bytes: ArraySlice<UInt8>) {
    // What else has come stays with whoever reads it.
    let bytes = Array(bytes)
    words = []
    fields = []
    fields.reserveCapacity(12)
    var start = 0
    while start <= bytes.count {
      let feed = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let end = feed > start && bytes[feed - 1] == 0x0D ? feed - 1 : feed
      if start == 0 {
        words = bytes[..<end]
          .split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
          .map { String(decoding: $0, as: UTF8.self) }
        guard words.count >= 2,
          words[0].hasPrefix("HTTP/1.") || words.last?.hasPrefix("HTTP/1.") ?? false
        else { return nil }
      } else if end > start {
        // A name with a blank is how one message is made to be read as two.
        guard let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")), colon > start,
          bytes[start..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        var value = colon + 1
        while value < end, bytes[value] == 0x20 || bytes[value] == 0x09 { value += 1 }
        fields.append(Field(name: bytes[start..<colon], value: bytes[value..<end]))
      }
      start = feed + 1
    }
  }

  /// Where a head that begins there ends: behind the empty line; `nil` where that is still to come.
  static func end(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { bytes in
      var place = 0
      while let base = bytes.baseAddress, place + 4 <= bytes.count,
        let found = memchr(base + place, 0x0D, bytes.count - place - 3)
      {
        place = UnsafeRawPointer(found) - base
        if memcmp(found, "\r\n\r\n", 4) == 0 { return place + 4 }
        place += 1
      }
      return nil
    }
  }

  /// The status of an answer.
  package var status: Int? { words.first?.hasPrefix("HTTP/") ?? false ? Int(words[1]) : nil }

  /// The value of the first field of that name, in lower case.
  package func value(_ name: String) -> String? {
    fields.first { $0.isNamed(name) }?.value
  }

  /// The values of all fields of that name, in lower case.
  package func values(_ name: String) -> [String] {
    fields.filter { $0.isNamed(name) }.map(\.value)
  }

  /// Whether a list, such as that of `Connection`, has a word.
  func lists(_ word: String, in name: String) -> Bool {
    values(name).contains { value in
      value.lowercased().split(separator: ",").contains { $0.filter { $0 != " " } == word }
    }
  }

  package mutating func remove(_ name: String) {
    fields.removeAll { $0.isNamed(name) }
  }

  package mutating func set(_ name: String, _ value: String) {
    remove(name.lowercased())
    fields.append(Field(name, value))
  }

  /// As it is sent.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1_024)
    for (number, word) in words.enumerated() {
      if number > 0 { bytes.append(0x20) }
      bytes.append(contentsOf: word.utf8)
    }
    for field in fields {
      bytes += [0x0D, 0x0A]
      bytes.append(contentsOf: field.nameBytes)
      bytes += [0x3A, 0x20]
      bytes.append(contentsOf: field.valueBytes)
    }
    bytes += [0x0D, 0x0A, 0x0D, 0x0A]
    return bytes
  }
}
