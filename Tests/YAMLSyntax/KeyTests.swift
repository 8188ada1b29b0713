// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAMLSyntax

/// Keys, merge keys and aliases, as Helm reads them; each expectation was checked with Helm 4.
struct KeyTests {
  private func read(_ text: String) -> YAMLStream {
    YAMLStream.read(SourceText(name: "f", text: text))
  }

  private func json(_ text: String, _ key: String) -> String? {
    read(text).documents.first?[key].map { JSONEmitter.text($0.value, pretty: false) }
  }

  private let bases = "x: &x {a: 1, b: 1}\ny1: &y {b: 2, c: 2}\n"

  @Test(arguments: [
    ("z: {<<: *x, a: 9}", #"{"a":9,"b":1}"#),
    // Helm sets entries from top to bottom: a merge key further down wins.
    ("z: {a: 9, <<: *x}", #"{"a":1,"b":1}"#),
    ("z: {<<: [*x, *y]}", #"{"a":1,"b":1,"c":2}"#),
    ("z: {b: 7, <<: [*x, *y]}", #"{"b":1,"a":1,"c":2}"#),
    ("z: {<<: *x, <<: *y}", #"{"a":1,"b":2,"c":2}"#),
    ("z: {<<: *y, <<: *x}", #"{"b":1,"c":2,"a":1}"#),
    ("z: {'<<': *x}", #"{"<<":{"a":1,"b":1}}"#),
    ("z: {!!merge '<<': *x}", #"{"a":1,"b":1}"#),
    ("z: {!!merge q: *x}", #"{"q":{"a":1,"b":1}}"#),
    ("z: {!!str <<: *x}", #"{"<<":{"a":1,"b":1}}"#),
    ("z: {<<: {q: 1}}", #"{"q":1}"#),
    ("w: &w {<<: *x, b: 5}\nz: {<<: *w, c: 1}", #"{"a":1,"b":5,"c":1}"#),
  ])
  func mergeKeysAreReadAsHelmReadsThem(_ text: String, _ merged: String) {
    #expect(json(bases + text, "z") == merged)
  }

  @Test(arguments: ["3", "null", "[*x, [*y]]", "[1]", "*s"])
  func onlyMappingsMerge(_ value: String) {
    let failure = read("s: &s [1]\n" + bases + "z: {<<: \(value)}").failure
    #expect(failure?.code == "merge-key")
    #expect(failure?.range?.start.line == 4)
  }

  @Test(arguments: [
    ("y", "true"), ("off", "false"), ("0x10", "16"), ("1.5", "1.5"), ("1e5", "100000"),
    ("1e6", "1e+06"), ("1e-5", "1e-05"), ("123456789.5", "1.2345679e+08"), ("0.001", "0.001"),
    ("99999999999999999999999", "1e+23"), ("2001-01-01", "2001-01-01"), ("!!binary aGk=", "hi"),
    ("!!binary /w==", "\u{FFFD}"),
    ("18446744073709551616", "1.8446744e+19"), ("-9223372036854775809", "-9.223372e+18"),
    (".inf", ".inf"), ("-.inf", "-.inf"),
    ("'y'", "y"), ("-0.0", "-0"),
  ])
  func keysAreTheStringsThatHelmMakesOfThem(_ key: String, _ name: String) throws {
    let stream = read("? \(key)\n: a")
    #expect(stream.failure == nil)
    let document = try #require(stream.documents.first)
    #expect(document[name]?.string == "a")
    #expect(document.entries.first?.key.scalar == .string(name))
  }

  @Test(arguments: [
    ("null: a", "unsupported-key", "f:1:1"), ("~: a", "unsupported-key", "f:1:1"),
    // Go holds them as unsigned, of which sigs.k8s.io/yaml makes no keys.
    ("9223372036854775808: a", "unsupported-key", "f:1:1"),
    ("0xFFFFFFFFFFFFFFFF: a", "unsupported-key", "f:1:1"),
    ("18_446_744_073_709_551_615: a", "unsupported-key", "f:1:1"),
    ("? !!int 18446744073709551615\n: a", "unsupported-key", "f:1:9"),
    ("? [a]\n: b", "unsupported-key", "f:1:3"),
    ("a: &a [b]\n? *a\n: c", "unsupported-key", "f:2:3"),
    ("a: *b", "undefined-alias", "f:1:4"),
    ("a: &b 1\n---\na: *b", "undefined-alias", "f:3:4"),
    ("a: &a {b: *a}", "undefined-alias", "f:1:11"), ("a: !!int x", "yaml-tag", "f:1:10"),
    ("a: !!binary '*'", "yaml-tag", "f:1:13"),
    ("a: !!timestamp x", "yaml-tag", "f:1:16"), ("a: [b, -.INF]", "yaml-number", "f:1:8"),
    ("a: .nan", "yaml-number", "f:1:4"), ("- .inf", "yaml-number", "f:1:3"),
    ("18446744073709551615: a", "unsupported-key", "f:1:1"),
    ("a: [!x, b]", "yaml-syntax", "f:1:5"), ("a: [b?c]", "yaml-syntax", "f:1:5"),
    ("a: \"b\\/c\"", "yaml-syntax", "f:1:6"),
    ("a: 1\n%YAML 1.1\n---\nb: 2", "yaml-syntax", "f:2:1"),
    ("a: 1\r---\rb: 2", "yaml-syntax", "f:2:1"), ("a: b\n\u{FEFF}c: d", "not-text", "f:2:1"),
  ])
  func whatKubernetesCannotReadIsAnError(_ text: String, _ code: String, _ place: String) {
    let failure = read(text).failure
    #expect(failure?.code.rawValue == code)
    #expect(failure?.range?.description == place)
  }

  @Test func anAliasOfAKeyHasTheKeysValue() throws {
    let root = try #require(read("a: {&k 5: *k, &l on: [*l], &m x: *m}").documents.first?["a"])
    #expect(root["5"]?.scalar == .integer(5))
    #expect(root["true"]?.elements.first?.scalar == .bool(true))
    #expect(root["x"]?.scalar == .string("x"))
  }

  @Test(arguments: [
    "a: *S3CR3T", "a: &S3CR3T [*S3CR3T]", "a: !S3CR3T!x b", "a: !!S3CR3T, b", "a: [!S3CR3T, b]",
    "a: &S3CR3T: b: c", "a: *S3CR3T: b", "a: &S3CR3T{ b", "? &S3CR3T\n: b",
  ])
  func noMessageQuotesAnAliasAnAnchorOrATag(_ text: String) throws {
    let failure = try #require(read(text).failure)
    let texts = [failure.message, failure.remedy ?? ""] + failure.notes.map(\.message)
    #expect(!texts.joined().contains("S3CR3T"), "\(texts)")
  }

  @Test func anAliasIsTheNodeItStandsFor() throws {
    let root = try #require(read("a: &k foo\n*k : &l [1]\nc: *l\nd: *k").documents.first)
    #expect(root["foo"] == root["c"])
    #expect(root["d"]?.string == "foo")
    #expect(root["d"]?.range.start.line == 4)
    #expect(root["c"]?.range.start.line == 2)
  }

  @Test func anchorsAndTagsAreNoPartOfANode() throws {
    let text = "a: &k !!str foo\nb: &m # c\n  x: 1\nc: !!seq [1]\nd: &n |\n  y\n\ne: z\n"
    let source = SourceText(name: "f", text: text)
    let root = try #require(YAMLStream.read(source).documents.first)
    let written = root.entries.map {
      String(decoding: source.bytes[$0.value.byteRange], as: UTF8.self)
    }
    #expect(written == ["foo", "x: 1", "[1]", "|\n  y", "z"])
  }

  /// A line separator ends a tag for libyaml alone.
  @Test func placesStayInOrderBehindOddLineBreaks() throws {
    for text in ["!\u{2028}'x': !!str ", "!\u{85}'x': ", "!\u{2029}'x': y"] {
      let root = try #require(read(text).documents.first)
      #expect(root.range.start <= root.range.end)
      #expect(root.entries.allSatisfy { $0.key.range.start <= $0.key.range.end })
    }
  }
}
