// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import TestSupport
import Testing
import YAMLSyntax

/// The fast reader and libyaml's make the same of every text, places included.
struct BlockScannerTests {
  private static let rounds: UInt64 = 6_000

  @Test("Both readers make the same of every YAML file of the project")
  func files() throws {
    let folders = ["charts", "examples", "templates", "Tests/Fixtures"].map(Repository.path)
    var count = 0
    for folder in folders {
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
        let source = SourceText(name: name, bytes: Array(data))
        let fast = ReadText(YAMLStream.read(source))
        let strict = ReadText(YAMLStream.read(source, isStrict: true))
        #expect(fast == strict, Comment(rawValue: name))
        count += 1
      }
    }
    #expect(count > 50)
  }

  @Test("Both readers make the same of damaged texts")
  func damagedTexts() {
    var texts = DamagedText(seed: 1)
    for _ in 0..<Self.rounds {
      let text = texts.next()
      let fast = ReadText(text, isStrict: false)
      guard fast != ReadText(text, isStrict: true) else { continue }
      Issue.record("read otherwise by libyaml: \(text.debugDescription)")
    }
  }

  @Test("What is passed over is well-formed, and nothing else is lost")
  func passingOver() {
    var texts = DamagedText(seed: 2)
    for _ in 0..<Self.rounds {
      let text = texts.next()
      let source = SourceText(name: "t", text: text)
      let cut = CutText(source) { kind, _ in kind == "ConfigMap" }
      var documents: [ReadNode] = []
      var passedOver = 0
      var failure: Diagnostic?
      for part in cut.parts where failure == nil {
        passedOver += part.passedOver
        let stream = YAMLStream.read(part.text, isStrict: true)
        documents += stream.documents.map(ReadNode.init)
        failure = stream.failure
      }
      if failure == nil { passedOver += cut.passedOver }
      let whole = YAMLStream.read(source, isStrict: true)
      // A reader that is given the rest of a text finds another error in it.
      #expect(
        (failure == nil) == (whole.failure == nil), Comment(rawValue: text.debugDescription))
      let kept = whole.documents.map(ReadNode.init).filter(Set(documents).contains)
      #expect(kept == documents, Comment(rawValue: text.debugDescription))
      #expect(
        documents.count + passedOver == whole.documents.count,
        Comment(rawValue: text.debugDescription))
      let lost = whole.documents.filter { !documents.contains(ReadNode($0)) }
      #expect(
        lost.allSatisfy {
          $0["kind"]?.string == "ConfigMap" && $0["apiVersion"]?.string != nil
            && $0.repeatedKeys().isEmpty
        }, Comment(rawValue: text.debugDescription))
    }
  }

  @Test("A text that comes in blocks is cut as one that comes at once")
  func blocks() {
    var texts = DamagedText(seed: 3)
    var source = RandomSource(seed: 4)
    for _ in 0..<Self.rounds {
      let text = (0..<3).map { _ in texts.next() }.joined(separator: "---\n")
      let bytes = Array(text.utf8)
      var cutter = StreamCutter(name: "t") { kind, _ in kind == "ConfigMap" }
      var place = 0
      while place < bytes.count {
        let end = min(bytes.count, place + Int.random(in: 1...40, using: &source))
        cutter.append(Array(bytes[place..<end]))
        place = end
      }
      let streamed = cutter.finish()
      let whole = CutText(SourceText(name: "t", bytes: bytes)) { kind, _ in kind == "ConfigMap" }
      #expect(
        Self.facts(streamed) == Self.facts(whole), Comment(rawValue: text.debugDescription))
    }
  }

  /// What readers see of a text that was cut: how it was put together does not matter.
  private static func facts(_ text: CutText) -> [String] {
    var facts: [String] = []
    var passedOver = 0
    for part in text.parts {
      passedOver += part.passedOver
      let stream = YAMLStream.read(part.text, isStrict: true)
      facts += stream.documents.map { "\($0.range) \(passedOver)" }
      // Documents that are read together fail together.
      if stream.failure != nil { return ["failed"] }
    }
    return facts + ["\(passedOver + text.passedOver)"]
  }

  @Test(
    "A kind that stands in no plain style is not passed over",
    arguments: [
      "kind: \"ConfigMap\\u0073\"", "kind: !!str ConfigMap", "kind: &k ConfigMap",
      "kind: |\n  ConfigMap",
      "kind: {}", "kind:\n  ConfigMap", "kind: ConfigMap\nkind: Role", "kind: ConfigMap\n...",
      "kind: ConfigMap\n# é", "? kind\n: ConfigMap", "kind: ConfigMap\na: {b: c}",
    ])
  func doubts(_ kind: String) {
    let text = "apiVersion: v1\n\(kind)\n"
    let cut = CutText(SourceText(name: "t", text: text)) { _, _ in true }
    #expect(cut.parts.count == 1)
  }

  @Test("Plain manifests are passed over, comments and block scalars included")
  func plainManifests() {
    let text = """
      # a comment
      ---
      apiVersion: v1
      kind: "ConfigMap"
      data:
        a: |
          kind: Role
          # text
        b: >-
          more
      ---
      kind: Service # one
      apiVersion: v1
      spec: {}
      list:
      - a
      - name: x
        ports: [80, "x"]
      ---
      # nothing
      """
    let cut = CutText(SourceText(name: "t", text: text)) { _, _ in true }
    #expect(cut.parts.isEmpty)
    #expect(cut.passedOver == 2)
  }
}
