// SPDX-License-Identifier: Apache-2.0

/// Turns what a reader meets, in order, into the records of a tree, checking every limit at the
/// moment it is met.
struct TreeBuilder {
  /// A sequence or mapping that has not ended yet.
  struct Frame {
    var index: Int
    var isMapping: Bool
    /// Children so far; a mapping's keys and values count each.
    var children: UInt32 = 0
    /// Where its keys start in `keys`.
    var firstKey: Int
    /// The end of the last child.
    var end: UInt32
    /// Values that aliases inside add to those written out.
    var aliased = 0
    /// Levels of containers inside, aliases followed.
    var height = 0
    /// Whether `openAnchors` ends with its anchor once all inside it have ended.
    var hasAnchor = false
    var hasMergeKey = false

    /// Whether what comes next is the key of a mapping.
    var expectsKey: Bool { isMapping && children & 1 == 0 }
  }

  /// What an anchor stands for.
  struct Anchor {
    var index: Int
    /// Levels of containers it means, aliases followed.
    var height = 0
    /// Values it means, aliases followed.
    var size = 1
    var isComplete = true
    /// What a scalar is as a value, where its anchor stands at a key too.
    var scalar: Tree.Record?
  }

  private(set) var bytes: UnsafeBufferPointer<UInt8>
  let limits: YAMLLimits
  var records: [Tree.Record] = []
  var decoded: [UInt8] = []
  var merges: [UInt32: [Tree.Pair]] = [:]
  var repeatedKeys: [Tree.RepeatedKey] = []
  /// The records of finished documents that hold something.
  private(set) var roots: [Int] = []
  var frames: [Frame] = []
  /// The keys of all open mappings.
  var keys: [UInt32] = []
  var anchors: [String: Anchor] = [:]
  /// The anchors of open containers: apart from the frames, to keep those trivial to copy.
  private var openAnchors: [String] = []
  private var documents = 0
  private var documentStart = 0
  /// Values that aliases add, in all finished documents and containers outside of others.
  private var aliased = 0

  init(bytes: UnsafeBufferPointer<UInt8>, limits: YAMLLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// Starts over with another text, keeping storage that no tree needs.
  mutating func restart(with bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let expected = records.count
    records = []
    records.reserveCapacity(expected)
    decoded = []
    frames.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    roots.removeAll(keepingCapacity: true)
    merges = [:]
    repeatedKeys = []
    anchors = [:]
    openAnchors = []
    documents = 0
    documentStart = 0
    aliased = 0
  }

  mutating func startDocument(at place: Range<Int>) throws(ReadingFailure) {
    guard documents < limits.documents else {
      throw .tooManyDocuments(at: place, limit: limits.documents)
    }
    documents += 1
    documentStart = records.count
    if !anchors.isEmpty { anchors.removeAll() }
  }

  mutating func endDocument() {
    guard documentStart < records.count else { return }
    let root = records[documentStart]
    if root.kind == .scalar, root.typing == .plain,
      withText(of: root, { ScalarTyping.typed($0) }) == .null
    {
      records.removeLast(records.count - documentStart)
      return
    }
    roots.append(documentStart)
  }

  /// Whether the next node is the key of a mapping.
  var expectsKey: Bool { frames.last?.expectsKey ?? false }

  /// Adds a scalar whose text is `text`, in `decoded` or in the source.
  @inline(__always)
  mutating func scalar(
    _ typing: ScalarTyping, start: Int, end: Int, text: Range<Int>, isDecoded: Bool,
    anchor: String? = nil
  ) throws(ReadingFailure) {
    var record = Tree.Record(kind: .scalar, start: UInt32(start), end: UInt32(end))
    record.typing = typing
    record.isDecoded = isDecoded
    record.first = UInt32(text.lowerBound)
    record.count = UInt32(text.count)
    if let anchor { anchors[anchor] = Anchor(index: records.count, scalar: record) }
    try add(record)
  }

  /// Adds an alias of a value further up in the document.
  mutating func alias(_ name: String, start: Int, end: Int) throws(ReadingFailure) {
    guard let anchor = anchors[name] else { throw .undefinedAlias(at: start..<end) }
    var record = anchor.scalar ?? records[anchor.index]
    guard anchor.isComplete else {
      throw .aliasInsideItself(
        at: start..<end, anchor: Int(record.start)..<Int(record.start) + 1)
    }
    guard frames.count + anchor.height <= limits.depth else {
      throw .tooDeep(at: start..<end, limit: limits.depth)
    }
    if record.kind != .scalar {
      guard !expectsKey else { throw .unusableKey("a sequence or mapping", at: start..<end) }
      record = Tree.Record(kind: .alias, start: 0, end: 0, first: UInt32(anchor.index))
    }
    record.start = UInt32(start)
    record.end = UInt32(end)
    try add(record)
    if let top = frames.indices.last { frames[top].height = max(frames[top].height, anchor.height) }
    try count(aliased: anchor.size, at: start..<end)
  }

  mutating func startContainer(
    _ kind: Tree.Record.Kind, start: Int, end: Int, anchor: String? = nil
  ) throws(ReadingFailure) {
    guard frames.count < limits.depth else {
      throw .tooDeep(at: start..<end, limit: limits.depth)
    }
    guard !expectsKey else { throw .unusableKey("a sequence or mapping", at: start..<end) }
    if let anchor { anchors[anchor] = Anchor(index: records.count, isComplete: false) }
    let index = records.count
    try add(Tree.Record(kind: kind, start: UInt32(start), end: UInt32(end)))
    frames.append(
      Frame(
        index: index, isMapping: kind == .mapping, firstKey: keys.count, end: UInt32(end),
        hasAnchor: anchor != nil))
    if let anchor { openAnchors.append(anchor) }
  }

  /// Ends the innermost container, at `end` or else at the end of its last child.
  mutating func endContainer(end: Int? = nil) throws(ReadingFailure) {
    guard let frame = frames.last else { return }
    var isMerged = frame.hasMergeKey
    if frame.isMapping {
      if noteRepeatedKeys(from: frame.firstKey) { isMerged = true }
      keys.removeLast(keys.count - frame.firstKey)
    }
    frames.removeLast()
    // What looks like the container's own anchor can be that of a first child without text.
    records[frame.index].start = min(records[frame.index].start, frame.end)
    let last = end.map { UInt32($0) } ?? frame.end
    records[frame.index].first = UInt32(records.count)
    records[frame.index].count = frame.isMapping ? frame.children / 2 : frame.children
    records[frame.index].end = last
    if isMerged { try merge(into: frame.index) }
    if frame.hasAnchor, let anchor = openAnchors.popLast() {
      anchors[anchor] = Anchor(
        index: frame.index, height: frame.height + 1,
        size: records.count - frame.index + frame.aliased)
    }
    if let top = frames.indices.last {
      frames[top].end = last
      frames[top].height = max(frames[top].height, frame.height + 1)
    }
    if frame.aliased > 0 {
      try count(aliased: frame.aliased, at: Int(records[frame.index].start)..<Int(last))
    }
  }

  /// Appends the record of a node and tells its parent.
  @inline(__always)
  private mutating func add(_ record: Tree.Record) throws(ReadingFailure) {
    guard records.count < limits.nodes else {
      throw .tooManyNodes(at: Int(record.start)..<Int(record.end), limit: limits.nodes)
    }
    guard let top = frames.indices.last else {
      records.append(record)
      return
    }
    if frames[top].expectsKey {
      let name = try keyRecord(record)
      keys.append(UInt32(records.count))
      records.append(name)
      if name.typing == .mergeKey { frames[top].hasMergeKey = true }
    } else {
      records.append(record)
    }
    frames[top].children += 1
    frames[top].end = record.end
  }

  private mutating func count(aliased size: Int, at place: Range<Int>) throws(ReadingFailure) {
    var total = aliased + size
    if let top = frames.indices.last {
      frames[top].aliased += size
      total = aliased + frames[top].aliased
    } else {
      aliased += size
    }
    guard total <= limits.aliasNodes else {
      throw .expandsTooFar(at: place, limit: limits.aliasNodes)
    }
  }

  /// Calls `body` with the text of a scalar.
  func withText<Result>(
    of record: Tree.Record, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let text = Int(record.first)..<Int(record.first) + Int(record.count)
    guard record.isDecoded else { return body(UnsafeBufferPointer(rebasing: bytes[text])) }
    return decoded.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[text])) }
  }
}
