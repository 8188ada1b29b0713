// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

/// The values of one file or of several, each with the place where its file writes it.
package struct ValuesTree: Sendable {
  /// What one file writes, or the entries of mappings that were merged.
  private enum Content {
    case node(YAMLNode)
    case merged([(key: YAMLNode, value: ValuesTree)])
  }

  private var content: Content
  /// The nearest file that writes it.
  package let range: SourceRange

  package init(_ node: YAMLNode) {
    content = .node(node)
    range = node.range
  }

  /// The roots of several files, the later over the earlier as Helm merges them (`mergeMaps` in
  /// pkg/cli/values/options.go): mappings key by key, anything else as a whole. `nil` where no file
  /// sets anything.
  package init?(merging roots: [YAMLNode]) {
    let layers = roots.filter { !$0.isNull }.map { ValuesTree($0) }
    guard var merged = layers.first ?? roots.first.map({ ValuesTree($0) }) else { return nil }
    for layer in layers.dropFirst() { merged = layer.laid(over: merged) }
    self = merged
  }

  private init(entries: [(key: YAMLNode, value: ValuesTree)], at range: SourceRange) {
    content = .merged(entries)
    self.range = range
  }

  private func laid(over below: ValuesTree) -> ValuesTree {
    guard kind == .mapping, below.kind == .mapping else { return self }
    var merged = below.entries
    var places: [String: Int] = [:]
    for (place, entry) in merged.enumerated() { places[entry.key.text ?? ""] = place }
    for (key, value) in entries {
      if let place = places[key.text ?? ""] {
        merged[place] = (key, value.laid(over: merged[place].value))
      } else {
        merged.append((key, value))
      }
    }
    return ValuesTree(entries: merged, at: range)
  }

  package var kind: YAMLNode.Kind {
    switch content {
    case .node(let node): node.kind
    case .merged: .mapping
    }
  }

  package var scalar: YAMLScalar? {
    switch content {
    case .node(let node): node.scalar
    case .merged: nil
    }
  }

  package var isNull: Bool { scalar == .null }

  /// The entries of a mapping, each key once; none for others.
  package var entries: [(key: YAMLNode, value: ValuesTree)] {
    switch content {
    case .node(let node): node.entries.map { ($0.key, ValuesTree($0.value)) }
    case .merged(let entries): entries
    }
  }

  package subscript(key: String) -> ValuesTree? {
    switch content {
    case .node(let node): node[key].map { ValuesTree($0) }
    case .merged(let entries): entries.first { $0.key.text == key }?.value
    }
  }
}
