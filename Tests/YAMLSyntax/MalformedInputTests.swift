// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing
import YAMLSyntax

struct MalformedInputTests {
  private func read(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> YAMLStream {
    YAMLStream.read(SourceText(name: "f", bytes: bytes), limits: limits)
  }

  private func repeated(_ text: String, _ count: Int, after start: String = "") -> [UInt8] {
    Array((start + String(repeating: text, count: count)).utf8)
  }

  @Test(arguments: [
    ("[", "", "f:1:201"), ("[1,", "", "f:1:601"), ("{\"a\":", "", "f:1:1001"),
    ("- ", "", "f:1:401"),
    ("[", "a: ", "f:1:203"), ("{a: ", "", "f:1:801"), ("[\n ", "a:\n ", "f:201:2"),
  ])
  func deepNestingStopsAtTheLimit(_ text: String, _ start: String, _ place: String) {
    let stream = read(repeated(text, 100_000, after: start))
    #expect(stream.failure?.code == "yaml-depth")
    #expect(stream.failure?.range?.description == place)
    #expect(stream.documents.isEmpty)
  }

  @Test func deepBlocksStopAtTheLimit() {
    let lines = (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }
    let failure = read(Array(lines.joined().utf8)).failure
    #expect(failure?.code == "yaml-depth")
    #expect(failure?.range?.start.line == 201)
  }

  @Test func aliasesDoNotHideDepth() {
    var text = "a0: &a0 [x]\n"
    for level in 1..<300 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(read(Array(text.utf8)).failure?.code == "yaml-depth")
  }

  @Test(arguments: ["[*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]", "{x: *a, y: *a, z: *a}"])
  func aBillionLaughsAreCountedNotExpanded(_ level: String) {
    var text = "a0: &a0 [lol]\n"
    for number in 1..<60 {
      let value = level.replacing("*a", with: "*a\(number - 1)")
      text += "a\(number): &a\(number) \(value)\n"
    }
    #expect(read(Array(text.utf8)).failure?.code == "yaml-alias-expansion")
  }

  @Test func mergeKeysAreCountedToo() {
    let keys = (0..<100).map { "k\($0): 1" }.joined(separator: ", ")
    let merges = (0..<100).map { "b\($0): {<<: *a}\n" }.joined()
    var limits = YAMLLimits()
    limits.aliasNodes = 1_000
    let text = Array("a: &a {\(keys)}\n\(merges)".utf8)
    #expect(read(text, limits: limits).failure?.code == "yaml-alias-expansion")
    #expect(read(text).failure == nil)
  }

  @Test func sizeAndCountsHaveLimits() {
    var limits = YAMLLimits()
    limits.bytes = 100
    limits.documents = 3
    limits.nodes = 10
    #expect(read(repeated("a", 101), limits: limits).failure?.code == "yaml-size")
    #expect(read(repeated("---\na\n", 4), limits: limits).failure?.code == "yaml-documents")
    #expect(read(repeated("---\na\n", 4), limits: limits).documents.count == 3)
    #expect(read(repeated("- a\n", 10), limits: limits).failure?.code == "yaml-size")
    #expect(read(repeated("- a\n", 9), limits: limits).failure == nil)
    #expect(read(repeated("{}\n", 4), limits: limits).failure?.code == "yaml-documents")
  }

  @Test func manyDocumentsAreRead() {
    let stream = read(repeated("---\na: 1\n", 100_000))
    #expect(stream.failure == nil)
    #expect(stream.documents.count == 100_000)
  }

  @Test(arguments: [
    "", "\n\n", "# nothing\n", "---\n", "--- # a\n...\n---\n~\n", "\u{FEFF}", "null",
  ])
  func emptyTextsHaveNoDocuments(_ text: String) {
    let stream = read(Array(text.utf8))
    #expect(stream.failure == nil)
    #expect(stream.documents.isEmpty)
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0x00], "f:1:4"), ([0x7F, 0x45, 0x4C, 0x46, 0x01], "f:1:5"),
      ([0x61, 0x0A, 0x62, 0xFF], "f:2:2"), ([0xFF, 0xFE, 0x61], "f:1:1"),
      ([0xFE, 0xFF, 0xD8, 0x00], "f:1:1"), ([0x22, 0xC3, 0xA9, 0xED, 0xA0, 0x80], "f:1:3"),
      ([0xC0, 0x80], "f:1:1"), ([0x61, 0xE2, 0x82], "f:1:2"), ([0xF5, 0x80, 0x80, 0x80], "f:1:1"),
      ([0x61, 0x3A, 0x20, 0x7F], "f:1:4"),
    ] as [([UInt8], String)])
  func whatIsNotTextSaysWhere(_ bytes: [UInt8], _ place: String) {
    let failure = read(bytes).failure
    #expect(failure?.code == "not-text")
    #expect(failure?.range?.description == place)
  }

  @Test(arguments: [
    ("a: \"b\nc: d\n", "f:1:4", "never closed"), ("a: b: c\n", "f:1:5", "`:`"),
    ("a:\n\tb: c\n", "f:2:1", "character"), ("a: [b\nc: d\n", "f:2:2", "`,` or `]`"),
    ("a: {b\n", "f:2:1", "`,` or `}`"), ("a:\n  - b\n c: d\n", "f:3:2", "key"),
    ("a\nb: c\n", "f:2:2", "`:`"), ("%YAML 3.0\n---\na", "f:1:1", "version"),
  ])
  func syntaxErrorsSayWhereAndWhatInPlainWords(_ text: String, _ place: String, _ word: String) {
    let failure = read(Array(text.utf8)).failure
    #expect(failure?.code == "yaml-syntax")
    #expect(failure?.range?.description == place)
    #expect(failure?.message.contains(word) == true, "\(failure?.message ?? "")")
  }

  @Test func aFloodOfDirectivesIsRefused() {
    #expect(read(repeated("%TAG !a! b\n", 2_000)).failure?.code == "yaml-syntax")
  }

  @Test func hugeScalarsAreRead() {
    #expect(read(repeated("a", 1 << 20)).documents.first?.text?.utf8.count == 1 << 20)
    #expect(read(repeated("x ", 1 << 20, after: "a: \"")).failure?.code == "yaml-syntax")
    #expect(read(repeated("x\n", 1 << 18, after: "a: '")).failure?.code == "yaml-syntax")
  }

  private static let valid = [
    """
    apiVersion: v1\nkind: List\nitems:\n- &a {name: \"a\\u00e9\", n: [1, 2.5, ~]}\n- *a\n- <<: *a\n
    """,
    """
    kind: \u{1F600}\n# {{ c }}\ntext: |\n  one\n   two é\n\nfold: >-\n  a\n  b\n---\n'x': !!str 1\n
    """,
    "{\"a\": [1, -2e3, true, null, \"\\ud83d\\ude00\"], \"b\": {\"c\": \"é\"}}\n{\"d\": []}\n",
    "\u{FEFF}a:\r\n  - b: c\r\n    ? d\r\n    : e\r\n...\r\n%YAML 1.1\r\n---\r\nf: {{ g }}\r\n",
  ].map { Array($0.utf8) }

  @Test(arguments: 0..<2_000)
  func mutatedTextsNeverTrap(_ seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    var bytes = Self.valid[seed % Self.valid.count]
    let interesting = Array("{}[]:-?&*!|>'\"%@`#,\n\r\t \\<~\u{0}\u{FEFF}é".utf8)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.removeLast(bytes.count - min(place, bytes.count))
      case 1 where !bytes.isEmpty: bytes[place] = .random(in: 0...255, using: &random)
      case 2 where !bytes.isEmpty: bytes.remove(at: place)
      default:
        bytes.insert(interesting.randomElement(using: &random) ?? 0, at: min(place, bytes.count))
      }
    }
    let stream = read(bytes)
    for document in stream.documents { check(document, in: bytes, seed: seed) }
    if let failure = stream.failure {
      #expect(failure.range.map { $0.start.offset <= bytes.count } == true, "seed \(seed)")
    }
  }

  /// Checks that ranges lie inside the text and that everything can be asked for.
  private func check(_ node: YAMLNode, in bytes: [UInt8], seed: Int) {
    let range = node.byteRange
    #expect(range.lowerBound >= 0 && range.upperBound <= bytes.count, "seed \(seed)")
    _ = node.scalar
    for element in node.elements { check(element, in: bytes, seed: seed) }
    for (key, value) in node.entries {
      #expect(key.string.flatMap { node[$0] } == value, "seed \(seed)")
      check(value, in: bytes, seed: seed)
    }
  }

  @Test func aSeparatorThatIsGluedToATextIsNone() throws {
    for text in ["a: 1\n---b: 2\nc: 3\n", "---b: 2\n", "a: 1\n---- b\n"] {
      let failure = try #require(read(Array(text.utf8)).failure, "\(text)")
      #expect(failure.code == "yaml-syntax")
    }
    let text = "a: 1\n---\nb: ---c\nd: |\n  ---e\n--- # f\n{g: 1}\n"
    let stream = read(Array(text.utf8))
    #expect(stream.failure == nil && stream.documents.count == 3)
  }
}
