// SPDX-License-Identifier: Apache-2.0

// The API server compares strings byte by byte. Swift's `==` and `<` go by canonical equivalence,
// which would take "é" and "e" with a combining accent for the same object name.

extension String {
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count
      && withBytes { bytes in
        other.withBytes {
          UnsafeRawBufferPointer(bytes).hasSameBytes(as: UnsafeRawBufferPointer($0))
        }
      }
  }

  func precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }

  func startsWithBytes(of prefix: some StringProtocol) -> Bool {
    utf8.starts(with: prefix.utf8)
  }
}

extension String {
  /// Calls `body` with the bytes as they are.
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }
}

extension [String] {
  func hasSameBytes(as other: [String]) -> Bool {
    count == other.count && zip(self, other).allSatisfy { $0.hasSameBytes(as: $1) }
  }

  func holds(_ text: String) -> Bool {
    contains { $0.hasSameBytes(as: text) }
  }
}
