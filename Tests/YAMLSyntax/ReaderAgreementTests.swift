// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import TestSupport
import Testing
import YAMLSyntax

/// Odd texts, and what Helm and kubectl read in them (Tests/Fixtures/YAMLSyntax/record-texts.py):
/// rolefit reads the same, or refuses the text. It reads none otherwise.
struct ReaderAgreementTests {
  private static let recording: YAMLNode? = {
    let file = OtherReadersTests.fixtures.appending(path: "texts.json")
    guard let data = try? Data(contentsOf: file) else { return nil }
    return YAMLStream.read(SourceText(name: "texts.json", bytes: Array(data))).documents.first
  }()

  private static let texts = rows("texts")
  private static let streams = rows("streams")

  private static func rows(_ name: String) -> [YAMLNode] {
    recording?[name].map { Array($0.elements) } ?? []
  }

  private static func text(_ row: YAMLNode) -> String { row["yaml"]?.string ?? "" }

  private static func read(_ row: YAMLNode, isStrict: Bool = false) -> YAMLStream {
    YAMLStream.read(SourceText(name: "f", text: text(row)), isStrict: isStrict)
  }

  /// Values as they are in JSON, whose readers know one kind of number, and no order of keys.
  private static func comparable(_ value: YAMLValue) -> YAMLValue {
    switch value {
    case .integer(let integer): .float(Double(integer))
    case .sequence(let elements): .sequence(elements.map(comparable))
    case .mapping(let entries):
      .mapping(
        entries.map { YAMLValue.Entry($0.key, comparable($0.value)) }.sorted { $0.key < $1.key })
    case .null, .bool, .float, .string: value
    }
  }

  /// What a reader made of a text; `nil` if it refused it.
  private static func recorded(_ reading: YAMLNode) -> YAMLValue? {
    (reading["value"]?.value).map(comparable)
  }

  @Test func theRecordingIsThere() {
    #expect(Self.texts.count > 250 && Self.streams.count > 30)
  }

  @Test func whatIsReadIsWhatHelmAndKubectlRead() throws {
    var byOneAlone: [String] = []
    for row in Self.texts {
      let stream = Self.read(row)
      guard stream.failure == nil else { continue }
      let read = Self.comparable(stream.documents.first?.value ?? .null)
      #expect(stream.documents.count < 2)
      let readings: [YAMLValue?] = try [#require(row["helm"]), #require(row["kubectl"])]
        .filter { $0.scalar != .null }.map(Self.recorded)
      if readings.contains(nil), readings.contains(read) {
        byOneAlone.append(Self.text(row))
      } else {
        // Helm finds an empty mapping where there is nothing.
        #expect(
          readings.allSatisfy { $0 == read || read == .null && $0 == .mapping([]) },
          "\(Self.text(row).debugDescription) is read as \(read)")
      }
    }
    #expect(byOneAlone == Self.readByOneAlone)
  }

  @Test func whatIsRefusedThoughOthersReadIt() throws {
    let refused = try Self.texts.filter { row in
      let others = try [#require(row["helm"]), #require(row["kubectl"])]
      return Self.read(row).failure != nil && others.contains { Self.recorded($0) != nil }
    }
    #expect(refused.map(Self.text) == Self.refused)
  }

  @Test func aRefusalSaysWhereAndWhatToDo() {
    for row in Self.texts + Self.streams {
      guard let failure = Self.read(row).failure else { continue }
      #expect(failure.range != nil)
      if Self.refused.contains(Self.text(row)) {
        #expect(failure.remedy != nil, "\(Self.text(row).debugDescription): \(failure.message)")
      }
    }
  }

  @Test func bothWaysOfReadingSayTheSame() {
    for row in Self.texts + Self.streams {
      let (fast, full) = (Self.read(row), Self.read(row, isStrict: true))
      #expect(ReadText(fast) == ReadText(full), "\(Self.text(row).debugDescription)")
    }
  }

  /// A stream of which kubectl reads less is refused: what it passes over would be judged.
  @Test func documentsAreThoseThatKubectlFinds() throws {
    var byHelmAlone: [String] = []
    for row in Self.streams {
      let stream = Self.read(row)
      guard stream.failure == nil else { continue }
      let kubectl = try #require(row["kubectl"])
      let names = stream.documents.map { $0["metadata"]?["name"]?.string }
      if kubectl.string == "error" {
        byHelmAlone.append(Self.text(row))
      } else {
        #expect(names == kubectl.elements.map { $0.string }, "\(Self.text(row).debugDescription)")
      }
    }
    // A template of Helm's may well hold JSON.
    #expect(byHelmAlone.count == 1 && byHelmAlone.allSatisfy { $0.contains("}}\n---\n{") })
  }

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped),
    .enabled(if: KubectlProgram.path != nil, KubectlProgram.whySkipped),
    .enabled(if: OtherReadersTests.hasPyYAML, "needs PyYAML: scripts/setup test"),
    arguments: HelmProgram.all)
  func helmAndKubectlReadAsRecorded(helm: HelmProgram) throws {
    let script = OtherReadersTests.fixtures.appending(path: "record-texts.py").path
    let kubectl = try #require(KubectlProgram.path)
    let result = OtherReadersTests.run([script, "--check", helm.path, kubectl])
    #expect(result.status == 0, "\(result.output)")
  }

  /// kubectl takes what starts with a brace for JSON, Helm never does.
  private static let readByOneAlone = [
    #"{"a": "b\/c"}"#, "{a: b}", "{a: }", "{'a': b}", "{a}", #"{"a":b}"#,
  ]

  private static let refused = [
    "a: [system:]", "a: [b:]", "a: {system:}", "a: {b:}", #"a: [system:, "b"]"#, #"a: [b:, "b"]"#,
    #"a: [!, "b"]"#, #"a: [!x, "b"]"#, #"a: [!!str, "b"]"#, "a: !x,", "a: !x[b",
    "a: b\n\u{FEFF}c: d", "a: b\r\u{FEFF}c: d", "\u{FEFF}\u{FEFF}a: b\nc: d",
    "\u{FEFF}\u{FEFF}{\"a\": 1}", "\u{FEFF}\u{FEFF}\u{FEFF}a: b", "%YAML 1.1\n---\na: 1",
    "%TAG !y! tag:yaml.org,2002:\n---\na: !y!str 5", "a: \"b\n---c\"",
    "  a: 1\n b: 2",
  ]
}
