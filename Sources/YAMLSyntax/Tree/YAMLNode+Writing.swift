// SPDX-License-Identifier: Apache-2.0

extension YAMLNode {
  /// Whether it is written between brackets, as JSON is.
  package var isFlow: Bool {
    let range = byteRange
    guard kind != .scalar, !range.isEmpty else { return false }
    let first = source.bytes[range.lowerBound]
    return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
  }

  /// Whether any value of the text stands for several: by an alias, or by a merge key. What is
  /// written once may then be read at many places.
  package var isInTextWithAliases: Bool {
    tree.hasAliases.value { [records = tree.records] in
      records.contains { $0.kind == .alias || $0.isMerged }
    }
  }
}
