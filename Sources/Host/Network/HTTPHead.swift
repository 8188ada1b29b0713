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
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
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
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }[...]
    guard let first = lines.popFirst() else { return nil }
    words = first.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    guard words.count >= 2,
      words[0].hasPrefix("HTTP/1.") || words.last?.hasPrefix("HTTP/1.") ?? false
    else { return nil }
    fields = []
    for line in lines where !line.isEmpty {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      // A name with a blank is how one message is made to be read as two.
      guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(where: \.isWhitespace) else {
        return nil
      }
      let value = parts[1].drop { $0 == " " || $0 == "\t" }
      fields.append(Field(String(parts[0]), String(value)))
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
    fields.first { $0.name.lowercased() == name }?.value
  }

  /// The values of all fields of that name, in lower case.
  package func values(_ name: String) -> [String] {
    fields.filter { $0.name.lowercased() == name }.map(\.value)
  }

  /// Whether a list, such as that of `Connection`, has a word.
  func lists(_ word: String, in name: String) -> Bool {
    values(name).contains { value in
      value.lowercased().split(separator: ",").contains { $0.filter { $0 != " " } == word }
    }
  }

  package mutating func remove(_ name: String) {
    fields.removeAll { $0.name.lowercased() == name }
  }

  package mutating func set(_ name: String, _ value: String) {
    remove(name.lowercased())
    fields.append(Field(name, value))
  }

  /// As it is sent.
  package var bytes: [UInt8] {
    let lines = [words.joined(separator: " ")] + fields.map { "\($0.name): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}
