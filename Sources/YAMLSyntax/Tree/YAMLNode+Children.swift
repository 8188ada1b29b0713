// SPDX-License-Identifier: Apache-2.0

extension YAMLNode {
  /// The elements of a sequence, in order.
  package struct Elements: Sequence, Sendable {
    private let tree: Tree
    private let start: Int
    /// How many there are.
    package let count: Int

    init(_ tree: Tree, of index: Int) {
      let record = tree.records[index]
      self.tree = tree
      start = index + 1
      count = record.kind == .sequence ? Int(record.count) : 0
    }

    package var isEmpty: Bool { count == 0 }
    package var underestimatedCount: Int { count }
    package var first: YAMLNode? { isEmpty ? nil : YAMLNode(tree, at: start) }

    /// The element at a position, if there is one: at once where no element has parts, as in a list
    /// of words.
    package subscript(position: Int) -> YAMLNode? {
      guard (0..<count).contains(position) else { return nil }
      let isFlat = tree.next(after: start - 1) == start + count
      return isFlat
        ? YAMLNode(tree, at: start + position) : dropFirst(position).first { _ in true }
    }

    package func makeIterator() -> Iterator {
      Iterator(tree: tree, following: start, remaining: count)
    }

    package struct Iterator: IteratorProtocol {
      fileprivate let tree: Tree
      fileprivate var following: Int
      fileprivate var remaining: Int

      package mutating func next() -> YAMLNode? {
        guard remaining > 0 else { return nil }
        remaining -= 1
        let index = following
        following = tree.next(after: index)
        return YAMLNode(tree, at: index)
      }
    }
  }

  /// The entries of a mapping, in order, with merge keys applied.
  package struct Entries: Sequence, Sendable {
    package typealias Element = (key: YAMLNode, value: YAMLNode)

    private let tree: Tree
    private let start: Int
    private let merged: [Tree.Pair]?
    /// How many there are.
    package let count: Int

    init(_ tree: Tree, of index: Int) {
      let record = tree.records[index]
      self.tree = tree
      start = index + 1
      merged = record.isMerged ? tree.merges[UInt32(index)] : nil
      count = record.kind == .mapping ? merged?.count ?? Int(record.count) : 0
    }

    package var isEmpty: Bool { count == 0 }
    package var underestimatedCount: Int { count }
    package var first: Element? {
      var iterator = makeIterator()
      return iterator.next()
    }

    package func makeIterator() -> Iterator { Iterator(indexes: indexIterator()) }

    func indexIterator() -> IndexIterator {
      IndexIterator(tree: tree, merged: merged, following: start, remaining: count)
    }

    package struct Iterator: IteratorProtocol {
      fileprivate var indexes: IndexIterator

      package mutating func next() -> Element? {
        guard let pair = indexes.next() else { return nil }
        return (YAMLNode(indexes.tree, at: pair.key), YAMLNode(indexes.tree, at: pair.value))
      }
    }

    struct IndexIterator {
      let tree: Tree
      let merged: [Tree.Pair]?
      var following: Int
      var remaining: Int

      mutating func next() -> (key: Int, value: Int)? {
        guard remaining > 0 else { return nil }
        remaining -= 1
        if let merged {
          let pair = merged[merged.count - remaining - 1]
          return (Int(pair.key), Int(pair.value))
        }
        let key = following
        let value = tree.next(after: key)
        following = tree.next(after: value)
        return (key, value)
      }
    }
  }
}
