// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A value in a YAML or JSON text: a cheap handle that knows where the text writes it.
///
/// An alias is the node it stands for, and merge keys are applied.
package struct YAMLNode: Sendable {
  package enum Kind: Hashable, Sendable { case scalar, sequence, mapping }

  let tree: Tree
  /// The node's record; never an alias.
  let index: Int

  init(_ tree: Tree, at index: Int) {
    let target = tree.target(of: index)
    if !tree.same.isEmpty, let other = tree.same[target] {
      self = other
    } else {
      self.tree = tree
      self.index = target
    }
  }

  private var record: Tree.Record { tree.records[index] }

  package var kind: Kind {
    switch record.kind {
    case .scalar, .alias: .scalar
    case .sequence: .sequence
    case .mapping: .mapping
    }
  }

  /// The text it was read from.
  package var source: SourceText { tree.source }

  /// The bytes of the source that write it, without its anchor and tag; a container ends with its
  /// last child, or with its closing bracket.
  package var byteRange: Range<Int> { Int(record.start)..<Int(record.end) }

  /// Where the source writes it, or the text that it was put together from.
  package var range: SourceRange { tree.places[index]?.range ?? tree.source.range(byteRange) }

  /// A scalar as sigs.k8s.io/yaml types it; `nil` for containers. The key of a mapping is always a
  /// string.
  package var scalar: YAMLScalar? {
    let record = record
    guard record.kind == .scalar else { return nil }
    return tree.withText(of: record) { record.typing.value(of: $0) }
  }

  /// The text of a scalar that is a string; `nil` for others.
  package var string: String? {
    let record = record
    guard record.kind == .scalar else { return nil }
    return tree.withText(of: record) { text in
      guard record.typing != .string else { return String(decoding: text, as: UTF8.self) }
      guard case .string(let string) = record.typing.value(of: text) else { return nil }
      return string
    }
  }

  /// The text of a scalar whatever its type, escapes resolved; `nil` for containers.
  package var text: String? {
    let record = record
    guard record.kind == .scalar else { return nil }
    return tree.withText(of: record) { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether it is a scalar that means nothing: `null`, `~`, or left out.
  package var isNull: Bool { scalar == .null }

  /// The elements of a sequence; none for others.
  package var elements: Elements { Elements(tree, of: index) }

  /// The entries of a mapping with merge keys applied, each key once; none for others.
  ///
  /// Merged entries stand where their merge key stands. As in Helm, an entry loses to one further
  /// down, be it merged or not.
  package var entries: Entries { Entries(tree, of: index) }

  /// The value of a mapping's entry; `nil` when there is none, and for other nodes.
  package subscript(key: String) -> YAMLNode? {
    var key = key
    return key.withUTF8 { wanted in
      var entries = entries.indexIterator()
      while let pair = entries.next() {
        let record = tree.records[tree.target(of: pair.key)]
        guard record.kind == .scalar, record.count == wanted.count else { continue }
        if tree.withText(of: record, { $0.elementsEqual(wanted) }) {
          return YAMLNode(tree, at: pair.value)
        }
      }
      return nil
    }
  }

  /// The whole subtree, aliases and merge keys resolved.
  package var value: YAMLValue {
    switch kind {
    case .scalar:
      switch scalar {
      case .bool(let bool): .bool(bool)
      case .integer(let integer): .integer(integer)
      case .float(let float): .float(float)
      case .string(let string): .string(string)
      case .null, nil: .null
      }
    case .sequence: .sequence(elements.map(\.value))
    case .mapping:
      .mapping(entries.map { YAMLValue.Entry($0.key.text ?? "", $0.value.value) })
    }
  }
}

extension YAMLNode: Hashable {
  /// Whether both are the same place of the same reading.
  package static func == (left: YAMLNode, right: YAMLNode) -> Bool {
    left.tree === right.tree && left.index == right.index
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(tree))
    hasher.combine(index)
  }
}
