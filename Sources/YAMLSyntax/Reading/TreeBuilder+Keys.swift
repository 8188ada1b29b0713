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
    let name: String
    switch typed {
    case nil, .string:
      record.typing = isMergeKey ? .mergeKey : .string
      return record
    case .null:
      throw .unusableKey("null", at: Int(record.start)..<Int(record.end))
    case .bool(let bool): name = bool ? "true" : "false"
    case .integer(let integer): name = String(integer)
    case .float(let float):
      guard !withText(of: record, ScalarTyping.isUnsigned) else {
        throw .unusableKey(
          "an integer beyond 9223372036854775807", at: Int(record.start)..<Int(record.end))
      }
      name = GoNumber.shortest(Float(float))
    }
    record.typing = .string
    record.isDecoded = true
    record.first = UInt32(decoded.count)
    decoded.append(contentsOf: name.utf8)
    record.count = UInt32(decoded.count) - record.first
    return record
  }

  /// Notes the keys that the innermost mapping, whose keys start at `first`, has more than once;
  /// says whether there are any.
  @inline(__always)
  mutating func noteRepeatedKeys(from first: Int) -> Bool {
    let count = keys.count - first
    guard count > 1, count <= 12 ? hasPairwiseDuplicate(from: first) : hasDuplicate(from: first)
    else { return false }
    gatherRepeatedKeys(from: first)
    return true
  }

  private mutating func gatherRepeatedKeys(from first: Int) {
    var places: [[UInt8]: Int] = [:]
    var found: [Tree.RepeatedKey] = []
    for key in keys[first...] where records[Int(key)].typing != .mergeKey {
      let name = withText(of: records[Int(key)]) { Array($0) }
      if let place = places[name] {
        found[place].last = key
        found[place].count += 1
      } else {
        places[name] = found.count
        found.append(Tree.RepeatedKey(first: key, last: key))
      }
    }
    repeatedKeys += found.filter { $0.count > 1 }
  }

  private func hasPairwiseDuplicate(from first: Int) -> Bool {
    for late in first + 1..<keys.count {
      let record = records[Int(keys[late])]
      for early in first..<late where isSame(records[Int(keys[early])], record) { return true }
    }
    return false
  }

  private func hasDuplicate(from first: Int) -> Bool {
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
        if isSame(records[Int(keys[Int(table[slot])])], record) { return true }
        slot = (slot + 1) & mask
      }
      table[slot] = Int32(late)
    }
    return false
  }

  /// Whether two keys are the same. Merge keys are none: each brings in entries of its own.
  @inline(__always)
  private func isSame(_ left: Tree.Record, _ right: Tree.Record) -> Bool {
    guard left.count == right.count, left.typing != .mergeKey, right.typing != .mergeKey else {
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
