// SPDX-License-Identifier: Apache-2.0

/// A key made of small numbers.
protocol FlatKey: Equatable, Sendable {
  func hash(by hash: KeyedHash) -> UInt64
}

/// Numbers distinct keys from 0 on, in one block of memory: a probe is a multiplication and, as a
/// rule, one comparison, where `Dictionary` runs its longer hash. What belongs to a key is kept by
/// its number.
struct FlatMap<Key: FlatKey>: Sendable {
  private(set) var keys: [Key] = []
  /// Number plus one of the key, and above it half of its hash, at each place; 0 when free: a key
  /// that is not there is found out without looking at others. At least a quarter is free.
  private var slots = [UInt64](repeating: 0, count: 8)
  private let hash = KeyedHash()

  @inline(__always)
  func number(of key: Key) -> Int? { number(of: key, hash: key.hash(by: hash)) }

  @inline(__always)
  private func number(of key: Key, hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(UInt32(truncatingIfNeeded: slots[slot])) - 1
      if slots[slot] >> 32 == hash >> 32, keys[number] == key { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The key's number, a new one when it had none.
  mutating func insert(_ key: Key) -> Int {
    let hash = key.hash(by: hash)
    if let number = number(of: key, hash: hash) { return number }
    keys.append(key)
    if keys.count * 4 > slots.count * 3 {
      slots = [UInt64](repeating: 0, count: slots.count * 2)
      for number in keys.indices { place(number, hash: keys[number].hash(by: self.hash)) }
    } else {
      place(keys.count - 1, hash: hash)
    }
    return keys.count - 1
  }

  private mutating func place(_ number: Int, hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
  }
}
