// SPDX-License-Identifier: Apache-2.0

internal import YAMLSyntax

extension YAMLNode {
  /// What stands at a dotted path of mappings; the node itself for the empty one.
  func node(at path: String) -> YAMLNode? {
    var node: YAMLNode? = self
    for key in path.split(separator: ".") { node = node?[String(key)] }
    return node
  }
}
