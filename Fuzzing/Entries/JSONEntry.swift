// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// The JSON reader: line by line and as a whole text it reads the same, and what it reads is read
/// again as it was when it is written.
enum JSONEntry: FuzzEntry {
  static let name = "json"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    let source = SourceText(name: "t", bytes: input)
    var reader = JSONReader(limits: TextFacts.limits)
    let first = facts(of: source, &reader)
    try Disagreement.unless(
      "a reader that is used again reads the same", first, facts(of: source, &reader))
    let start = source.bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    let isContainer = start == UInt8(ascii: "{") || start == UInt8(ascii: "[")
    if isContainer, first.last == "whole" {
      let stream = YAMLStream.read(source, limits: TextFacts.limits)
      try Disagreement.unless("a text of one value is a stream of one", first, TextFacts.of(stream))
    }
    guard let node = try? reader.read(source) else { return }
    for isPretty in [false, true] {
      let text = JSONEmitter.text(node.value, pretty: isPretty)
      let again = try? reader.read(SourceText(name: "t", text: text))
      try Disagreement.unless(
        "what is written is read as it was meant", TextFacts.of(node.value),
        (again ?? nil).map { TextFacts.of($0.value) } ?? "unreadable: \(text)")
    }
  }

  private static func facts(of source: SourceText, _ reader: inout JSONReader) -> [String] {
    do {
      guard let node = try reader.read(source) else { return ["blank"] }
      return [TextFacts.of(node)] + node.repeatedKeys().map(TextFacts.of) + ["whole"]
    } catch {
      return [TextFacts.of(error.diagnostic)]
    }
  }
}
