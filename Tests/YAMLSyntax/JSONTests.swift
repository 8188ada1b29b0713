// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAMLSyntax

struct JSONTests {
  private func read(_ text: String) -> YAMLStream {
    YAMLStream.read(SourceText(name: "f.json", text: text))
  }

  @Test func readsEveryKindOfValue() throws {
    let text = #" {"a": [1, -0.5, 1e3, true, false, null, "x\"\\\/\b\f\n\r\t"], "b": {}, "c": []}"#
    let stream = read(text)
    #expect(stream.failure == nil)
    #expect(
      stream.documents.map(\.value) == [
        .mapping([
          .init(
            "a",
            .sequence([
              .integer(1), .float(-0.5), .float(1000), .bool(true), .bool(false), .null,
              .string("x\"\\/\u{8}\u{C}\n\r\t"),
            ])),
          .init("b", .mapping([])), .init("c", .sequence([])),
        ])
      ])
  }

  @Test func readsSurrogatePairsAndReplacesHalves() {
    let stream = read(#"["\ud83d\ude00", "\uD83D", "\ude00x", "\ud83d\u0041", "\u00e9\u0000"]"#)
    #expect(
      stream.documents.map(\.value) == [
        .sequence(
          ["\u{1F600}", "\u{FFFD}", "\u{FFFD}x", "\u{FFFD}A", "é\0"].map { .string($0) })
      ])
  }

  @Test func readsKeysThatLibYAMLRefuses() {
    let key = String(repeating: "k", count: 5_000)
    #expect(read("{\"\(key)\": 1}").documents.first?[key]?.scalar == .integer(1))
  }

  @Test(arguments: [
    "{\"a\":1}{\"a\":2}", "{\"a\":1}\n{\"a\":2}\n", "{\"a\":1}\r\n---\r\n{\"a\":2}",
    "\u{FEFF}{\"a\":1}\n\n---\n---\n{\"a\":2}\n---\n",
  ])
  func readsDocumentsOneAfterTheOther(_ text: String) {
    let stream = read(text)
    #expect(stream.failure == nil)
    #expect(stream.documents.map { $0["a"]?.scalar } == [.integer(1), .integer(2)])
  }

  @Test(arguments: [
    "{a: b}", "[a, b,]", "{\"a\": b} # c", "{\"a\": 1}\n---\nb: 2", "[01]", "[\"\ta\"]", "['a']",
  ])
  func readsTextThatIsOnlyYAMLAsYAML(_ text: String) {
    let stream = read(text)
    #expect(stream.failure == nil)
    #expect(!stream.documents.isEmpty)
  }

  @Test func nodesKnowWhereTheyStand() throws {
    let root = try #require(read("{\"é\": 1,\n \"b\": [\"x\\n\", {}]}").documents.first)
    let list = try #require(root["b"])
    #expect(list.range.start == SourcePosition(offset: 16, line: 2, column: 7))
    #expect(list.range.end == SourcePosition(offset: 27, line: 2, column: 18))
    #expect(list.elements.first?.range.end.column == 13)
  }

  @Test(arguments: [
    ("{\"a\": [1, 2", "json-syntax", "f.json:1:12"),
    ("{\"a\": 1}\n{\"b\": }", "json-syntax", "f.json:2:7"),
    ("{\"a\": 1}\n{\"b\": tru}", "json-syntax", "f.json:2:7"),
    ("{\"a\": 1}\n{\"b\": \"x\n\"}", "json-syntax", "f.json:2:7"),
    ("{\"a\": 1}\n{\"b\": \"\\q\"}", "json-syntax", "f.json:2:8"),
    ("{\"a\": 1}\n{\"b\": 1e999}", "json-syntax", "f.json:2:7"),
  ])
  func saysWhatIsWrong(_ text: String, _ code: String, _ place: String) {
    let failure = read(text).failure
    #expect(failure?.code.rawValue == code)
    #expect(failure?.range?.description == place)
  }

  @Test func readerTakesLinesOneAfterTheOther() throws {
    var reader = JSONReader()
    let lines = ["{\"a\": {\"b\": \"\\u0078\"}}", "", "[1, 2]", "{\"a\":"]
    var kept: [YAMLNode?] = []
    for (index, line) in lines.dropLast().enumerated() {
      kept.append(
        try reader.read(SourceText(name: "log", bytes: Array(line.utf8), firstLine: index + 1)))
    }
    #expect(kept[0]?["a"]?["b"]?.string == "x")
    #expect(kept[1] == nil)
    #expect(kept[2]?.range.description == "log:3:1")
    #expect(throws: JSONReader.Failure.self) {
      try reader.read(SourceText(name: "log", text: lines[3]))
    }
    #expect(throws: JSONReader.Failure.self) {
      try reader.read(SourceText(name: "log", text: "{} {}"))
    }
    #expect(try reader.read(SourceText(name: "log", text: " {} "))?.kind == .mapping)
  }
}
