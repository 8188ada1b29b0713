// SPDX-License-Identifier: Apache-2.0

/// The nodes of a text, one record after the other: a container's record stands before those of
/// its children, so that a subtree is a contiguous span.
final class Tree: Sendable {
  /// What a reader knows of one node. Offsets are bytes of the source, or of `decoded`.
  struct Record {
    enum Kind: UInt8 { case scalar, sequence, mapping, alias }

    var kind: Kind
    /// For scalars: how the text is typed.
    var typing: ScalarTyping = .string
    /// Whether a scalar's text stands in `decoded` rather than in the source.
    var isDecoded = false
    /// Whether a mapping has merge keys or a key more than once, and so its entries in `merges`.
    var isMerged = false
    var start: UInt32
    var end: UInt32
    /// Scalar: where its text starts. Container: the record after its last. Alias: what it means.
    var first: UInt32 = 0
    /// Scalar: bytes of its text. Sequence: its elements. Mapping: its written entries.
    var count: UInt32 = 0
  }

  /// An entry of a mapping, as record indexes.
  struct Pair {
    var key: UInt32
    var value: UInt32
  }

  /// A key that a mapping has more than once, as record indexes.
  struct RepeatedKey {
    var first: UInt32
    /// The one that counts.
    var last: UInt32
    var count = 1
  }

  let source: SourceText
  let records: [Record]
  /// Texts that differ from how the source writes them: escapes resolved, lines folded.
  let decoded: [UInt8]
  /// The entries of mappings with merge keys, or with a key more than once.
  let merges: [UInt32: [Pair]]
  /// In the order in which the last of each stands.
  let repeatedKeys: [RepeatedKey]
  /// Nodes of other trees that stand for the records at these indexes.
  let same: [Int: YAMLNode]
  /// Nodes of other trees whose places the records at these indexes have.
  let places: [Int: YAMLNode]
  /// Whether any value stands for several.
  let hasAliases = Lazy<Bool>()

  init(source: SourceText, _ builder: TreeBuilder) {
    self.source = source
    records = builder.records
    decoded = builder.decoded
    merges = builder.merges
    repeatedKeys = builder.repeatedKeys.sorted { $0.last < $1.last }
    same = [:]
    places = [:]
  }

  /// A tree with parts of others.
  init(_ tree: Tree, same: [Int: YAMLNode], places: [Int: YAMLNode]) {
    source = tree.source
    records = tree.records
    decoded = tree.decoded
    merges = tree.merges
    repeatedKeys = tree.repeatedKeys
    self.same = same
    self.places = places
  }

  /// The record after the subtree of the one at `index`.
  func next(after index: Int) -> Int {
    let record = records[index]
    return switch record.kind {
    case .scalar, .alias: index + 1
    case .sequence, .mapping: Int(record.first)
    }
  }

  /// The record that the one at `index` stands for.
  func target(of index: Int) -> Int {
    let record = records[index]
    return record.kind == .alias ? Int(record.first) : index
  }

  /// Calls `body` with the text of a scalar.
  func withText<Result>(
    of record: Record, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let text = Int(record.first)..<Int(record.first) + Int(record.count)
    return (record.isDecoded ? decoded : source.bytes).withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[text]))
    }
  }
}
