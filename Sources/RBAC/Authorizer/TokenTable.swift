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
  /// Where each token's bytes start; one more, where the last one's end.
  private var starts = [0]
  /// Token plus one, and above it half of its hash, at each place; 0 when free. At least half is
  /// free.
  private var slots = [UInt64](repeating: 0, count: 16)
  private let hash = KeyedHash()

  /// `first` get the tokens from 0 on.
  init(first: [String] = []) {
    for text in first { _ = insert(text) }
  }

  /// How many there are: all are less.
  var count: Int { starts.count - 1 }

  func token(of text: String) -> Token {
    text.withBytes { token(of: $0) }
  }

  /// The token of `parent/child`.
  func token(of parent: UnsafeBufferPointer<UInt8>, _ child: UnsafeBufferPointer<UInt8>) -> Token {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: parent.count + child.count + 1) {
      var end = $0.initialize(fromContentsOf: parent)
      $0.initializeElement(at: end, to: UInt8(ascii: "/"))
      end = $0[(end + 1)...].initialize(fromContentsOf: child)
      return token(of: UnsafeBufferPointer(rebasing: $0[..<end]))
    }
  }

  /// The token of `*/child`.
  func token(ofAnySub child: UnsafeBufferPointer<UInt8>) -> Token {
    withUnsafeBytes(of: UInt8(ascii: "*")) { token(of: $0.bindMemory(to: UInt8.self), child) }
  }

  func token(of text: UnsafeBufferPointer<UInt8>) -> Token {
    token(of: UnsafeRawBufferPointer(text), hash: hash(UnsafeRawBufferPointer(text)))
  }

  private func token(of text: UnsafeRawBufferPointer, hash: UInt64) -> Token {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let token = Token(truncatingIfNeeded: slots[slot]) - 1
      if slots[slot] >> 32 == hash >> 32, holds(text, token) { return token }
      slot = (slot + 1) & (slots.count - 1)
    }
    return .unknown
  }

  mutating func insert(_ text: String) -> Token {
    text.withBytes { text in
      let raw = UnsafeRawBufferPointer(text)
      let hash = hash(raw)
      let known = token(of: raw, hash: hash)
      if known != .unknown { return known }
      let token = Token(count)
      bytes.append(contentsOf: text)
      starts.append(bytes.count)
      if count * 2 > slots.count { grow() }
      place(token, hash: hash)
      return token
    }
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for token in 0..<count - 1 {
      let hash = bytes.withUnsafeBytes {
        self.hash(UnsafeRawBufferPointer(rebasing: $0[starts[token]..<starts[token + 1]]))
      }
      place(Token(token), hash: hash)
    }
  }

  private mutating func place(_ token: Token, hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(token + 1)
  }

  private func holds(_ text: UnsafeRawBufferPointer, _ token: Token) -> Bool {
    let start = starts[Int(token)]
    guard starts[Int(token) + 1] - start == text.count else { return false }
    return bytes.withUnsafeBytes {
      text.hasSameBytes(
        as: UnsafeRawBufferPointer(rebasing: $0[start..<start + text.count]))
    }
  }
}
