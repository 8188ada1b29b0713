// SPDX-License-Identifier: Apache-2.0

import TestSupport
import YAMLSyntax

/// A scalar of which another reader makes something else.
struct ReaderDifference: CustomStringConvertible {
  /// The scalar as it is written.
  var written: String
  var ours: String
  var theirs: String
  /// Whether it is the key of a mapping.
  var isKey = false
  /// Whether the others have no key in its place.
  var isFewer = false

  var description: String { "\(written.debugDescription): \(ours), not \(theirs)" }

  /// Where a node of ours and another reader's value differ.
  static func between(_ node: YAMLNode, _ theirs: JSON) -> [ReaderDifference] {
    switch (node.kind, theirs) {
    case (.sequence, .array(let elements)) where elements.count == node.elements.count:
      return zip(node.elements, elements).flatMap { between($0, $1) }
    case (.mapping, .object(let members)):
      let keys = Set(node.entries.map { $0.key.text ?? "" })
      let missing = node.entries.filter { members[$0.key.text ?? ""] == nil }.map {
        ReaderDifference(
          written: Self.written($0.key), ours: $0.key.text ?? "",
          theirs: "a key of \(members.keys.filter { !keys.contains($0) })", isKey: true)
      }
      if members.count < keys.count, let first = missing.first {
        return [
          ReaderDifference(
            written: first.written, ours: first.ours, theirs: "fewer keys", isFewer: true)
        ]
      }
      let more = members.keys.filter { !keys.contains($0) }
      if missing.isEmpty, !more.isEmpty {
        return [ReaderDifference(written: "", ours: "\(keys)", theirs: "also \(more)")]
      }
      return missing
        + node.entries.flatMap { entry in
          members[entry.key.text ?? ""].map { between(entry.value, $0) } ?? []
        }
    default:
      guard !isSame(node.scalar, theirs) else { return [] }
      return [
        ReaderDifference(
          written: Self.written(node), ours: node.scalar.map { "\($0)" } ?? "\(node.kind)",
          theirs: "\(theirs)")
      ]
    }
  }

  private static func written(_ node: YAMLNode) -> String {
    String(decoding: node.source.bytes[node.byteRange], as: UTF8.self)
  }

  private static func isSame(_ ours: YAMLScalar?, _ theirs: JSON) -> Bool {
    switch (ours, theirs) {
    case (.null, .null): true
    case (.bool(let ours), .bool(let theirs)): ours == theirs
    case (.integer(let ours), .number(let theirs)): Double(ours) == theirs
    case (.float(let ours), .number(let theirs)): ours == theirs
    case (.string(let ours), .string(let theirs)): ours.utf8.elementsEqual(theirs.utf8)
    default: false
    }
  }
}
