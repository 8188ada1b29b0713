// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

extension YAMLNode {
  /// The deepest node along a field path as the API server writes it, such as
  /// `rules[0].resources` or `metadata.labels`: the field itself, or what would hold it.
  package func field(_ path: String) -> YAMLNode? {
    var node = self
    var rest = Substring(path)
    while !rest.isEmpty {
      if rest.first == "[" {
        guard let close = rest.firstIndex(of: "]"),
          let index = Int(rest[rest.index(after: rest.startIndex)..<close]),
          let element = Array(node.elements.dropFirst(index).prefix(1)).first
        else { return node }
        node = element
        rest = rest[rest.index(after: close)...]
      } else {
        if rest.first == "." { rest.removeFirst() }
        let key = rest.prefix { $0 != "." && $0 != "[" }
        guard let value = node[String(key)] else { return node }
        node = value
        rest = rest.dropFirst(key.count)
      }
    }
    return node
  }
}
