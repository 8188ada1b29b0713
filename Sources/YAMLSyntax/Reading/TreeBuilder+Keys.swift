// SPDX-License-Identifier: Apache-2.0

extension TreeBuilder {
  /// A scalar as the key of a mapping: a string, whatever it looks like.
  ///
  /// sigs.k8s.io/yaml turns numbers and booleans into the string that JSON would have
  /// (kubernetes-sigs/yaml, yaml.go, `convertToJSONableObject`), so `on` is the key `true`.
  mutating func keyRecord(_ record: Tree.Record) throws(ReadingFailure) -> Tree.Record {
    guard record.typing == .plain || record.typing == .float else { return record }
    var record = record
    let (typed, isMergeKey) = withText(of: record) { text in
      (
        record.typing == .float ? record.typing.value(of: text) : ScalarTyping.typed(text),
        text.count == 2 && text[0] == UInt8(ascii: "<") && text[1] == UInt8(ascii: "<")
      )
    }
    record.typing = isMergeKey ? .mergeKey : .string
    let name: String
    switch typed {
    case nil, .string: return record
    case .null:
      throw .unusableKey("null", at: Int(record.start)..<Int(record.end))
    case .bool(let bool): name = bool ? "true" : "false"
    case .integer(let integer): name = String(integer)
    case .float(let float): name = GoNumber.shortest(Float(float))
    }
    record.isDecoded = true
    record.first = UInt32(decoded.count)
    decoded.append(contentsOf: name.utf8)
    record.count = UInt32(decoded.count) - record.first
    return record
  }

  /// Checks that the innermost mapping, whose keys start at `first`, has no key twice.
  @inline(__always)
  func checkKeys(from first: Int) throws(ReadingFailure) {
    let count = keys.count - first
    guard count > 1 else { return }
    let twice = count <= 12 ? pairwiseDuplicate(from: first) : hashedDuplicate(from: first)
    guard let twice else { return }
    let early = records[Int(keys[twice.early])]
    let late = records[Int(keys[twice.late])]
    throw .duplicateKey(
      withText(of: late) { String(decoding: $0, as: UTF8.self) },
      at: Int(late.start)..<Int(late.end), first: Int(early.start)..<Int(early.end))
  }

  private func pairwiseDuplicate(from first: Int) -> (early: Int, late: Int)? {
    for late in first + 1..<keys.count {
      let record = records[Int(keys[late])]
      for early in first..<late where isSame(records[Int(keys[early])], record) {
        return (early, late)
      }
    }
    return nil
  }

  private func hashedDuplicate(from first: Int) -> (early: Int, late: Int)? {
    let count = keys.count - first
    let mask = (count * 2).nextPowerOfTwo - 1
    var table = [Int32](repeating: -1, count: mask + 1)
    for late in first..<keys.count {
      let record = records[Int(keys[late])]
      var slot = withText(of: record) { text in
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(text))
        return hasher.finalize() & mask
      }
      while table[slot] >= 0 {
        let early = Int(table[slot])
        if isSame(records[Int(keys[early])], record) { return (early, late) }
        slot = (slot + 1) & mask
      }
      table[slot] = Int32(late)
    }
    return nil
  }

  @inline(__always)
  private func isSame(_ left: Tree.Record, _ right: Tree.Record) -> Bool {
    guard left.count == right.count, left.typing != .mergeKey || right.typing != .mergeKey else {
      return false
    }
    return withText(of: left) { left in
      withText(of: right) { right in
        for index in 0..<left.count where left[index] != right[index] { return false }
        return true
      }
    }
  }
}

extension Int {
  /// The smallest power of two that is not smaller.
  fileprivate var nextPowerOfTwo: Int {
    self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
  }
}
