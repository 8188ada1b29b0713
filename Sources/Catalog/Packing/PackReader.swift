// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads what `PackWriter` wrote. That is part of the program: where it is not what is expected,
/// the program is wrong, and ends.
struct PackReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ fields: StaticString) {
    bytes = UnsafeBufferPointer(start: fields.utf8Start, count: fields.utf8CodeUnitCount)
  }

  var isAtEnd: Bool { bytes[place...].allSatisfy { $0 == UInt8(ascii: "\n") } }

  private mutating func field() -> UnsafeBufferPointer<UInt8> {
    while place < bytes.count, bytes[place] == UInt8(ascii: "\n") { place += 1 }
    let rest = UnsafeBufferPointer(rebasing: bytes[place...])
    guard let start = rest.baseAddress, let end = memchr(start, 0x09, rest.count) else {
      fatalError("the built-in catalog ends too early")
    }
    let count = UnsafeRawPointer(end) - UnsafeRawPointer(start)
    place += count + 1
    return UnsafeBufferPointer(start: start, count: count)
  }

  mutating func text() -> String { String(decoding: field(), as: UTF8.self) }

  mutating func optionalText() -> String? {
    let field = field()
    guard field.first == UInt8(ascii: "+") else { return nil }
    return String(decoding: UnsafeBufferPointer(rebasing: field.dropFirst()), as: UTF8.self)
  }

  private mutating func count() -> Int {
    field().reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  mutating func flag() -> Bool { count() != 0 }

  mutating func list<Value>(_ read: (inout Self) -> Value) -> [Value] {
    let count = count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(read(&self)) }
    return values
  }

  mutating func texts() -> [String] { list { $0.text() } }

  mutating func pairs() -> [String: String] {
    let count = count()
    var pairs: [String: String] = [:]
    pairs.reserveCapacity(count)
    for _ in 0..<count {
      let key = text()
      pairs[key] = text()
    }
    return pairs
  }

  mutating func optional<Value>(_ read: (inout Self) -> Value) -> Value? { list(read).first }

  /// A text of a form of its own.
  mutating func parsed<Value>(_ parse: (String) -> Value?) -> Value {
    let text = text()
    guard let value = parse(text) else { fatalError("the built-in catalog has '\(text)'") }
    return value
  }

  mutating func optionalParsed<Value>(_ parse: (String) -> Value?) -> Value? {
    optionalText().flatMap(parse)
  }

  mutating func span<Version>(_ parse: (String) -> Version?) -> VersionSpan<Version> {
    let from = optionalParsed(parse)
    return VersionSpan(from: from, until: optionalParsed(parse))
  }
}
