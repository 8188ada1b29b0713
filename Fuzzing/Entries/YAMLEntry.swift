// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// The YAML reader: what it gives lies in the text, and is read again as it was when it is written.
enum YAMLEntry: FuzzEntry {
  static let name = "yaml"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    let source = SourceText(name: "t", bytes: input)
    for isStrict in [false, true] {
      let stream = YAMLStream.read(source, limits: TextFacts.limits, isStrict: isStrict)
      for document in stream.documents {
        try check(document, within: 0..<source.bytes.count)
        try writeBack(document.value)
      }
      if let range = stream.failure?.range {
        let isInside =
          range.start.offset <= range.end.offset && range.end.offset <= source.bytes.count
        try Disagreement.unless(
          isInside && range.start.line >= 1 && range.start.column >= 1,
          "the place of a failure is in the text", TextFacts.place(range))
        _ = source.line(around: range.start)
      }
    }
  }

  private static func check(
    _ node: YAMLNode, within outer: Range<Int>
  ) throws(Disagreement) {
    let place = node.byteRange
    try Disagreement.unless(
      outer.lowerBound <= place.lowerBound && place.upperBound <= outer.upperBound,
      "a node is in the text", "\(place) in \(outer)")
    for element in node.elements { try check(element, within: outer) }
    for entry in node.entries {
      try check(entry.key, within: outer)
      try check(entry.value, within: outer)
      if node.elements.isEmpty, let key = entry.key.text {
        try Disagreement.unless(
          node[key] == entry.value, "a key finds its entry", key.debugDescription)
      }
    }
  }

  private static func writeBack(_ value: YAMLValue) throws(Disagreement) {
    let text = YAMLEmitter.text(value)
    for isStrict in [false, true] {
      let again = YAMLStream.read(SourceText(name: "t", text: text), isStrict: isStrict)
      try Disagreement.unless(
        "what is written is read as it was meant", [TextFacts.of(value)],
        again.documents.map { TextFacts.of($0.value) }
          + (again.failure.map(TextFacts.of).map { [$0] } ?? []))
    }
  }
}
