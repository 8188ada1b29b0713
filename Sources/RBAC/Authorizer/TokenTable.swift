// SPDX-License-Identifier: Apache-2.0

/// A string of a policy as a number: equal numbers, equal bytes.
typealias Token = UInt32

extension Token {
  /// `*`, wherever it is.
  static let any: Token = 0
  /// A string that the policy does not hold, so that no rule spells it.
  static let unknown: Token = .max
}

/// Gives every string of a policy a number, and finds it again from bytes without making a string.
struct TokenTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each token's bytes end; they start where the previous token's end.
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// Token plus one at each place; 0 when free. At least half is free.
  private var slots = [UInt32](repeating: 0, count: 256)
  /// Differs from run to run, so that no input can be made to collide.
  private let seed = UInt64.random(in: .min ... .max)

  /// `first` get the tokens from 0 on.
  init(first: [String]) {
    for text in first { _ = insert(text) }
  }

  func token(of text: String) -> Token {
    Self.withBytes(of: text) { token(of: $0) }
  }

  /// The token of `parent/child`.
  func token(of parent: String, _ child: String) -> Token {
    Self.withBytes(of: parent) { parent in
      Self.withBytes(of: child) { child in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: parent.count + child.count + 1) {
          var end = $0.initialize(fromContentsOf: parent)
          $0.initializeElement(at: end, to: UInt8(ascii: "/"))
          end = $0[(end + 1)...].initialize(fromContentsOf: child)
          return token(of: UnsafeBufferPointer(rebasing: $0[..<end]))
        }
      }
    }
  }

  func token(of text: UnsafeBufferPointer<UInt8>) -> Token {
    let hash = hash(of: text)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let token = slots[slot] - 1
      if hashes[Int(token)] == hash, holds(text, token) { return token }
      slot = (slot + 1) & (slots.count - 1)
    }
    return .unknown
  }

  mutating func insert(_ text: String) -> Token {
    Self.withBytes(of: text) { text in
      let known = token(of: text)
      if known != .unknown { return known }
      let token = Token(ends.count)
      bytes.append(contentsOf: text)
      ends.append(bytes.count)
      hashes.append(hash(of: text))
      if ends.count * 2 > slots.count {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for token in ends.indices { place(Token(token)) }
      } else {
        place(token)
      }
      return token
    }
  }

  private mutating func place(_ token: Token) {
    var slot = Int(hashes[Int(token)]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = token + 1
  }

  private func holds(_ text: UnsafeBufferPointer<UInt8>, _ token: Token) -> Bool {
    let start = token == 0 ? 0 : ends[Int(token) - 1]
    guard ends[Int(token)] - start == text.count else { return false }
    for offset in 0..<text.count where bytes[start + offset] != text[offset] { return false }
    return true
  }

  /// Eight bytes a step, each mixed into the whole.
  private func hash(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(text)
    var hash = seed ^ UInt64(raw.count)
    var offset = 0
    while offset < raw.count {
      var word: UInt64 = 0
      if raw.count - offset >= 8 {
        word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      } else {
        for byte in raw[offset...] { word = word << 8 | UInt64(byte) }
      }
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      offset += 8
    }
    return UInt32(truncatingIfNeeded: hash)
  }

  private static func withBytes<Result>(
    of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(text.utf8).withUnsafeBufferPointer(body)
  }
}
