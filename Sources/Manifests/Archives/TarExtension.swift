// SPDX-License-Identifier: Apache-2.0

/// What the headers in front of an entry say about it beyond its own.
struct TarExtension {
  private(set) var name: String?
  /// The content's size in bytes.
  private(set) var size: Int?
  /// Whether the content is not the file's, but only its pieces.
  private(set) var isSparse = false
  private(set) var isEmpty = true

  /// Adds what a header of this kind has as its content; `false` when that is malformed.
  ///
  /// Global records are not used: names and sizes are never the same for all entries, and Helm's
  /// reader, Go's, does not use them either.
  mutating func add(_ kind: TarHeader.Kind, _ content: ArraySlice<UInt8>) -> Bool {
    switch kind {
    case .longName:
      isEmpty = false
      name = TarHeader.text(content)
      return true
    case .extended:
      isEmpty = false
      return addRecords(content)
    default: return true
    }
  }

  /// Reads pax records: `LENGTH KEY=VALUE` and a line feed, the length in bytes and its own
  /// included.
  private mutating func addRecords(_ content: ArraySlice<UInt8>) -> Bool {
    var rest = content
    while !rest.isEmpty {
      let digits = rest.prefix { $0 != UInt8(ascii: " ") }
      guard digits.count < 10, let length = Int(String(decoding: digits, as: UTF8.self)),
        length > digits.count + 1, length <= rest.count
      else { return false }
      let record = rest.prefix(length).dropFirst(digits.count + 1)
      rest = rest.dropFirst(length)
      guard record.last == 0x0A, let mark = record.firstIndex(of: UInt8(ascii: "=")) else {
        return false
      }
      let key = String(decoding: record[..<mark], as: UTF8.self)
      guard addRecord(key, record[(mark + 1)...].dropLast()) else { return false }
    }
    return true
  }

  private mutating func addRecord(_ key: String, _ value: ArraySlice<UInt8>) -> Bool {
    switch key {
    case "path":
      guard !value.contains(0) else { return false }
      name = value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    case "size":
      guard let number = Int(String(decoding: value, as: UTF8.self)), number >= 0 else {
        return false
      }
      size = number
    default:
      if key.hasPrefix("GNU.sparse.") { isSparse = true }
    }
    return true
  }
}
