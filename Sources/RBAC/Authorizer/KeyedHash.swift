// SPDX-License-Identifier: Apache-2.0

/// Spreads keys over tables. Its secrets differ from run to run, so that no input can be made to
/// collide.
struct KeyedHash: Sendable {
  private static let shared = KeyedHash(
    first: .random(in: .min ... .max), second: .random(in: .min ... .max))

  private let first: UInt64
  private let second: UInt64

  private init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  init() { self = Self.shared }

  /// The hash of two numbers.
  @inline(__always)
  func callAsFunction(_ left: UInt64, _ right: UInt64) -> UInt64 {
    Self.mix(left ^ first, right ^ second)
  }

  /// The hash of a text, sixteen bytes a multiplication.
  @inline(__always)
  func callAsFunction(_ text: UnsafeRawBufferPointer) -> UInt64 {
    let count = text.count
    var state = UInt64(truncatingIfNeeded: count)
    guard count > 16 else { return self(text.head, text.tail ^ state) }
    var offset = 0
    while count - offset > 16 {
      state = self(text.word(at: offset), text.word(at: offset + 8) ^ state)
      offset += 16
    }
    return self(text.word(at: count - 16), text.word(at: count - 8) ^ state)
  }

  /// The high half of a product, which depends on all bits of its factors, over the low half.
  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}

extension UnsafeRawBufferPointer {
  /// Whether another text of the same length is the same.
  @inline(__always)
  func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
    guard count > 16 else { return head == other.head && tail == other.tail }
    var offset = 0
    while count - offset > 8 {
      if word(at: offset) != other.word(at: offset) { return false }
      offset += 8
    }
    return word(at: count - 8) == other.word(at: count - 8)
  }

  /// With `tail`, all of a text of at most sixteen bytes, whose length is known.
  @inline(__always)
  var head: UInt64 {
    if count >= 8 { return word(at: 0) }
    if count >= 4 { return UInt64(loadUnaligned(fromByteOffset: 0, as: UInt32.self)) }
    guard count > 0 else { return 0 }
    return UInt64(self[0]) << 16 | UInt64(self[count >> 1]) << 8 | UInt64(self[count - 1])
  }

  @inline(__always)
  var tail: UInt64 {
    if count >= 8 { return word(at: count - 8) }
    guard count >= 4 else { return 0 }
    return UInt64(loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
  }

  @inline(__always)
  fileprivate func word(at offset: Int) -> UInt64 {
    loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}
