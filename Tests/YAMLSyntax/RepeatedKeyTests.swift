// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAMLSyntax

/// Keys that stand more than once, in YAML and in JSON.
struct RepeatedKeyTests {
  private func root(_ text: String) throws -> YAMLNode {
    let stream = YAMLStream.read(SourceText(name: "f", text: text))
    #expect(stream.failure == nil)
    return try #require(stream.documents.first)
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3", #"{"a":3,"b":2}"#, "f:3:1", "f:1:1"),
    ("1: a\n'1': b", #"{"1":"b"}"#, "f:2:1", "f:1:1"),
    ("on: a\nyes: b", #"{"true":"b"}"#, "f:2:1", "f:1:1"),
    ("{a: 1, b: {c: 1}, a: [2]}", #"{"a":[2],"b":{"c":1}}"#, "f:1:19", "f:1:2"),
    (#"{"a": 1, "a": 2}"#, #"{"a":2}"#, "f:1:10", "f:1:2"),
    (#"{"a": 1, "\u0061": 2}"#, #"{"a":2}"#, "f:1:10", "f:1:2"),
    ("- x:\n    k: 1\n    k: 2\n  z: 3", #"[{"x":{"k":2},"z":3}]"#, "f:3:5", "f:2:5"),
    ("a: &k b\nb: 1\n*k : 2", #"{"a":"b","b":2}"#, "f:3:1", "f:2:1"),
  ])
  func theLastOneCounts(text: String, value: String, last: String, first: String) throws {
    let root = try root(text)
    #expect(JSONEmitter.text(root.value, pretty: false) == value)
    let found = root.repeatedKeys()
    #expect(found.map { $0.range?.description } == [last])
    #expect(found.first?.notes.first?.range?.description == first)
    #expect(found.first?.severity == .warning && found.first?.code == "duplicate-key")
  }

  @Test func aKeyIsLookedUpWhereItStandsLast() throws {
    let root = try root("rules: [1]\nkind: Role\nrules: [2]\n")
    #expect(root["rules"]?.range.start.line == 3)
    #expect(root.entries.map { $0.key.text } == ["rules", "kind"])
    #expect(root.entries.count == 2)
  }

  @Test func oneOfManyEqualKeysIsFound() throws {
    let keys = (0..<100).map { "k\($0): 1\n" }.joined()
    let root = try root(keys + "k42: 2\n")
    let found = root.repeatedKeys()
    #expect(found.map { $0.range?.start.line } == [101])
    #expect(found.first?.notes.first?.range?.start.line == 43)
    #expect(root.entries.count == 100 && root["k42"]?.scalar == .integer(2))
  }

  @Test func aKeyThatStandsThriceIsReportedOnce() throws {
    let found = try root("a: 1\na: 2\na: 3\n").repeatedKeys()
    #expect(found.count == 1)
    #expect(found.first?.message.contains("3 times") == true)
    #expect(found.first?.range?.start.line == 3)
  }

  @Test func whatAnAliasBringsHasEachKeyOnce() throws {
    let root = try root("x: &x {a: 1, a: 2}\nz: {<<: *x, b: 3}\nw: {<<: *x, <<: *x, a: 4, a: 5}\n")
    #expect(JSONEmitter.text(try #require(root["z"]).value, pretty: false) == #"{"a":2,"b":3}"#)
    #expect(JSONEmitter.text(try #require(root["w"]).value, pretty: false) == #"{"a":5}"#)
    #expect(root.repeatedKeys().map { $0.range?.start.line } == [1, 3])
  }

  @Test func entriesThatMergeAreNoSecondKey() throws {
    let root = try root("x: &x {a: 1}\nz: {a: 2, <<: *x, '<<': 3}\n")
    #expect(root.repeatedKeys() == [])
  }

  @Test func everyDocumentHasItsOwn() throws {
    let stream = YAMLStream.read(
      SourceText(name: "f", text: "a: 1\na: 2\n---\nb: 1\n---\nc: {d: 1, d: 2}\nd: 1\nd: 2\n"))
    #expect(stream.documents.map { $0.repeatedKeys().count } == [1, 0, 2])
    let last = try #require(stream.documents.last)
    #expect(last.repeatedKeys().map { $0.range?.start.line } == [6, 8])
    #expect(last["c"]?.repeatedKeys().count == 1)
  }

  @Test func aReaderOfLinesForgetsTheKeysOfTheLineBefore() throws {
    var reader = JSONReader()
    let first = try #require(try reader.read(SourceText(name: "l", text: #"{"a": 1, "a": 2}"#)))
    let second = try #require(try reader.read(SourceText(name: "l", text: #"{"a": 1, "b": 2}"#)))
    #expect(first["a"]?.scalar == .integer(2) && first.repeatedKeys().count == 1)
    #expect(second["a"]?.scalar == .integer(1) && second.repeatedKeys().isEmpty)
  }
}
