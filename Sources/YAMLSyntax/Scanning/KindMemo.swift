// SPDX-License-Identifier: Apache-2.0

/// What was decided of kinds of objects, of which a text hardly has many.
struct KindMemo {
  private struct Entry {
    var kind: [UInt8]
    var apiVersion: [UInt8]
    var answer: Bool
  }

  private static let mostEntries = 32

  private var entries: [Entry] = []

  /// What `decide` answers for a kind and an apiVersion.
  mutating func answer(
    _ kind: UnsafeBufferPointer<UInt8>, _ apiVersion: UnsafeBufferPointer<UInt8>,
    _ decide: (_ kind: String, _ apiVersion: String) -> Bool
  ) -> Bool {
    for entry in entries where Self.isSame(entry.kind, kind) {
      if Self.isSame(entry.apiVersion, apiVersion) { return entry.answer }
    }
    let answer = decide(
      String(decoding: kind, as: UTF8.self), String(decoding: apiVersion, as: UTF8.self))
    if entries.count < Self.mostEntries {
      entries.append(Entry(kind: Array(kind), apiVersion: Array(apiVersion), answer: answer))
    }
    return answer
  }

  private static func isSame(_ known: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == bytes.count else { return false }
    return known.withUnsafeBufferPointer { known in
      for index in 0..<bytes.count where known[index] != bytes[index] { return false }
      return true
    }
  }
}
