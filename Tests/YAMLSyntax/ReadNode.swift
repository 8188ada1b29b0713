// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// A node with its places and all that is in it.
struct ReadNode: Hashable {
  var range: SourceRange
  var scalar: String?
  var children: [ReadNode]

  init(_ node: YAMLNode) {
    range = node.range
    scalar = node.scalar.map { "\($0)" }
    children =
      node.elements.map(ReadNode.init)
      + node.entries.flatMap { [ReadNode($0.key), ReadNode($0.value)] }
  }
}
