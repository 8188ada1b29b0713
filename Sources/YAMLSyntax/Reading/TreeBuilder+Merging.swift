// SPDX-License-Identifier: Apache-2.0

extension TreeBuilder {
  /// Works out the entries of a finished mapping that has merge keys, or a key more than once.
  ///
  /// As Helm reads it (kubernetes-sigs/yaml, goyaml.v2/decode.go, `mapping` and `merge`), entries
  /// are set from top to bottom, merged ones too, so one further down wins; of a sequence of
  /// mappings, the first that has a key gives its value.
  mutating func merge(into index: Int) throws(ReadingFailure) {
    var entries = MergedEntries()
    for pair in pairs(of: index) {
      guard records[Int(pair.key)].typing == .mergeKey else {
        entries.set(pair, named: name(of: pair.key))
        continue
      }
      for merged in try merged(from: Int(pair.value)) {
        entries.set(merged, named: name(of: merged.key))
      }
    }
    records[index].isMerged = true
    merges[UInt32(index)] = entries.pairs
  }

  /// The entries that the value of a merge key brings in.
  private func merged(from value: Int) throws(ReadingFailure) -> [Tree.Pair] {
    let place = Int(records[value].start)..<Int(records[value].end)
    let source = target(of: value)
    switch records[source].kind {
    case .mapping:
      return pairs(of: source)
    case .sequence:
      var entries = MergedEntries()
      var child = source + 1
      for _ in 0..<records[source].count {
        let mapping = target(of: child)
        guard records[mapping].kind == .mapping else { throw .unmergeable(at: place) }
        for pair in pairs(of: mapping) { entries.setIfNew(pair, named: name(of: pair.key)) }
        child = next(after: child)
      }
      return entries.pairs
    case .scalar, .alias:
      throw .unmergeable(at: place)
    }
  }

  /// The entries of a finished mapping, its own merge keys applied.
  private func pairs(of index: Int) -> [Tree.Pair] {
    if let merged = merges[UInt32(index)] { return merged }
    var pairs: [Tree.Pair] = []
    var key = index + 1
    for _ in 0..<records[index].count {
      let value = next(after: key)
      pairs.append(Tree.Pair(key: UInt32(key), value: UInt32(value)))
      key = next(after: value)
    }
    return pairs
  }

  private func name(of key: UInt32) -> [UInt8] {
    withText(of: records[target(of: Int(key))]) { Array($0) }
  }

  private func target(of index: Int) -> Int {
    records[index].kind == .alias ? Int(records[index].first) : index
  }

  private func next(after index: Int) -> Int {
    switch records[index].kind {
    case .scalar, .alias: index + 1
    case .sequence, .mapping: Int(records[index].first)
    }
  }
}

/// Entries gathered by name, in the order in which their names came up.
private struct MergedEntries {
  private(set) var pairs: [Tree.Pair] = []
  private var places: [[UInt8]: Int] = [:]

  mutating func set(_ pair: Tree.Pair, named name: [UInt8]) {
    if let place = places[name] {
      pairs[place] = pair
    } else {
      setIfNew(pair, named: name)
    }
  }

  mutating func setIfNew(_ pair: Tree.Pair, named name: [UInt8]) {
    guard places[name] == nil else { return }
    places[name] = pairs.count
    pairs.append(pair)
  }
}
