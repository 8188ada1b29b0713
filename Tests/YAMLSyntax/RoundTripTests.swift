// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import TestSupport
import Testing
import YAMLSyntax

struct RoundTripTests {
  private func reading(_ text: String) -> YAMLStream {
    YAMLStream.read(SourceText(name: "f", text: text))
  }

  @Test(arguments: 0..<500)
  func whatIsWrittenAsYAMLReadsBack(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let value = RandomValues.mapping(&random)
    let stream = reading(YAMLEmitter.text(value))
    #expect(stream.failure == nil, "seed \(seed)")
    #expect(stream.documents.count == 1, "seed \(seed)")
    for document in stream.documents {
      #expect(RandomValues.isSame(document.value, value), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<500, [false, true])
  func whatIsWrittenAsJSONReadsBack(_ seed: Int, isPretty: Bool) {
    var random = RandomSource(seed: UInt64(seed))
    let value = RandomValues.mapping(&random)
    let text = JSONEmitter.text(value, pretty: isPretty)
    let stream = reading(text)
    #expect(stream.failure == nil, "seed \(seed)")
    #expect(stream.documents.contains { RandomValues.isSame($0.value, value) }, "seed \(seed)")
    // A comment in front makes it YAML, which libyaml reads; keys of more than 1,024 characters
    // and characters that YAML has no place for are JSON's alone.
    guard value.longestKey < 1_000 else { return }
    let flow = reading("# YAML\n" + text)
    #expect(
      flow.failure?.code == "not-text"
        || flow.documents.contains { RandomValues.isSame($0.value, value) }, "seed \(seed)")
  }

  @Test(arguments: 0..<100)
  func documentsStayApart(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let values = (0..<4).map { _ in
      YAMLValue.mapping([.init("a", RandomValues.value(&random))])
    }
    let stream = reading(YAMLEmitter.text(values))
    #expect(stream.documents.count == 4, "seed \(seed)")
    #expect(
      zip(stream.documents, values).allSatisfy { RandomValues.isSame($0.value, $1) },
      "seed \(seed)")
  }

  @Test(arguments: 0..<300)
  func anyValueCanBeADocument(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let value = RandomValues.value(&random)
    let stream = reading(YAMLEmitter.text([value, value]))
    #expect(stream.failure == nil, "seed \(seed)")
    #expect(stream.documents.count == (value == .null ? 0 : 2), "seed \(seed)")
    #expect(stream.documents.allSatisfy { RandomValues.isSame($0.value, value) }, "seed \(seed)")
  }
}

extension YAMLValue {
  fileprivate var longestKey: Int {
    switch self {
    case .sequence(let elements): elements.map(\.longestKey).max() ?? 0
    case .mapping(let entries):
      entries.map { max($0.key.unicodeScalars.count, $0.value.longestKey) }.max() ?? 0
    case .null, .bool, .integer, .float, .string: 0
    }
  }
}
