// SPDX-License-Identifier: Apache-2.0

/// A key made of small numbers, spread by a multiplication or two.
protocol FlatKey: Equatable, Sendable {
  var spread: UInt64 { get }
}

/// Numbers distinct keys from 0 on, in one block of memory: a probe is a multiplication and, as a
/// rule, one comparison, where `Dictionary` runs a keyed hash. What belongs to a key is kept by its
/// number.
struct FlatMap<Key: FlatKey>: Sendable {
  private(set) var keys: [Key] = []
  /// Number plus one of the key at each place; 0 when free. At least a quarter is free.
  private var slots = [UInt32](repeating: 0, count: 8)

  func number(of key: Key) -> Int? {
    var slot = Self.firstSlot(of: key, among: slots.count)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if keys[number] == key { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The key's number, a new one when it had none.
  mutating func insert(_ key: Key) -> Int {
    if let number = number(of: key) { return number }
    keys.append(key)
    if keys.count * 4 > slots.count * 3 {
      slots = [UInt32](repeating: 0, count: slots.count * 2)
      for number in keys.indices { place(number) }
    } else {
      place(keys.count - 1)
    }
    return keys.count - 1
  }

  private mutating func place(_ number: Int) {
    var slot = Self.firstSlot(of: keys[number], among: slots.count)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(number + 1)
  }

  private static func firstSlot(of key: Key, among count: Int) -> Int {
    // The high bits of a product depend on all bits of its factors.
    Int(truncatingIfNeeded: (key.spread &* 0x9E37_79B9_7F4A_7C15) >> 32) & (count - 1)
  }
}
