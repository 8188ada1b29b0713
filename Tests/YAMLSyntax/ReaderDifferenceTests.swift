// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Host
import TestSupport
import Testing
import YAMLSyntax

/// The values of our reader against those of Helm, which reads with the API server's own library,
/// and of PyYAML.
struct ReaderDifferenceTests {
  private static let python =
    ProcessInfo.processInfo.environment["ROLEFIT_PYTHON"] ?? Repository.path(".venv/bin/python")
  private static let hasPyYAML =
    (try? Program.run(python, ["-c", "import yaml"], limit: 1 << 12))?.status == 0

  /// Where PyYAML, a reader of YAML 1.1, makes something else of a plain or tagged scalar than the
  /// API server does, and with it Helm, which are right here.
  private let pyYAMLFamilies: [(reason: String, pattern: Regex<Substring>)] = [
    ("Go has no numbers of base 60", /[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?/),
    ("timestamps stay strings", /[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[tT ].*)?/),
    ("`y` and `n` are words of YAML 1.1 that PyYAML leaves out", /[yYnN]/),
    (
      "PyYAML wants a point and a sign with an exponent",
      /[-+]?(?:[0-9_]+\.?[0-9_]*|\.[0-9_]+)[eE][-+]?[0-9_]+/
    ),
    ("a sign before a point is a number", /[-+]\.[0-9][0-9_]*/),
    ("underscores count for nothing in Go", /[-+]?[0-9._]*_[0-9_.xboXBO]*/),
    ("Go knows 0o, 0X, 0O and 0B", /[-+]?0[oOxXbB][0-9a-fA-F_]*/),
    ("digits that are not octal make a decimal number", /[-+]?0[0-9_]*[89][0-9_]*/),
    ("not a number, and infinity, have no JSON", /[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)/),
    ("`=` and `<<` are texts as values", /=|<</),
    ("an integer beyond 64 bits is a fraction", /[-+]?(?:0x)?[0-9a-fA-F]{16,}/),
  ]

  private func reason(for difference: ReaderDifference) -> String? {
    if difference.isKey, difference.written.wholeMatch(of: /[-+]?[0-9_]*\.[0-9_]*/) != nil {
      return "Go writes the key of a fraction in its own way"
    }
    if difference.isFewer { return "1 and true are one key in Python" }
    return reason(for: difference.written)
  }

  private func reason(for written: String) -> String? {
    pyYAMLFamilies.first { written.wholeMatch(of: $0.pattern) != nil }?.reason
  }

  // MARK: What the others read

  private func pyYAML(_ texts: [String]) throws -> [JSON] {
    let folder = try TemporaryDirectory()
    let lines = texts.map { Data($0.utf8).base64EncodedString() + "\n" }.joined()
    let script = Repository.path("Tests/Fixtures/YAMLSyntax/read-all.py")
    let result = try Program.run(
      Self.python, [script, try folder.write(lines, to: "texts")], limit: 1 << 30)
    try #require(result.status == 0, "\(result.error)")
    return try String(decoding: result.output, as: UTF8.self).split(separator: "\n").map {
      try JSON(parsing: String($0))
    }
  }

  /// Helm's function for templates is `Unmarshal` of sigs.k8s.io/yaml, many texts a run.
  private func helm(_ helm: HelmProgram, _ texts: [String]) throws -> [JSON] {
    let chart = try TemporaryDirectory()
    try chart.write("apiVersion: v2\nname: read\nversion: 1.0.0\n", to: "Chart.yaml")
    try chart.write(
      "{{ range .Values.texts }}\nread: {{ . | b64dec | fromYaml | toJson | b64enc }}{{ end }}\n",
      to: "templates/read.yaml")
    return try stride(from: 0, to: texts.count, by: 2_000).flatMap { start -> [JSON] in
      let some = texts[start..<min(start + 2_000, texts.count)]
      let values = JSON.object([
        "texts": .array(some.map { .string(Data($0.utf8).base64EncodedString()) })
      ])
      let lines = try helm.render(chart: chart.path, values: values).manifests
        .split(separator: "\n").filter { $0.hasPrefix("read: ") }
      return try lines.map { line -> JSON in
        let data = try #require(Data(base64Encoded: String(line.dropFirst(6))))
        let value = try JSON(parsing: data)
        if case .object(let members) = value, members.count == 1,
          members["Error"]?.string?.contains(":") == true
        {
          return ["error": value]
        }
        return ["value": value]
      }
    }
  }

  private func read(_ text: String) -> (root: YAMLNode?, failure: String?) {
    let stream = YAMLStream.read(SourceText(name: "t", text: text))
    let failure = stream.failure.map { "\($0.message) at \($0.range?.description ?? "")" }
    return (stream.documents.first, failure)
  }

  // MARK: Texts

  private static let generated: [String] = {
    var documents = OddDocument(seed: 0x5EED_0070)
    return (0..<10_000).map { _ in documents.next() }
  }()

  /// The documents of the YAML files here and, where that is, in the folder beside.
  private static let corpus: [String] = {
    let folders = ["charts", "examples", "templates", "Tests/Fixtures", "../shared"]
    return folders.map(Repository.path).flatMap { folder -> [String] in
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      return names.sorted().flatMap { name -> [String] in
        // What is hostile may be without end.
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml"), !name.contains("hostile"),
          // Texts that are one string for Swift are two keys of one mapping there.
          folder != Repository.path("Tests/Fixtures") || !name.hasPrefix("YAMLSyntax/"),
          let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8),
          text.utf8.count < 1 << 20
        else { return [] }
        return documents(of: text)
      }
    }
  }()

  private static func documents(of text: String) -> [String] {
    var documents = [""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("---") { documents.append("") }
      documents[documents.count - 1] += line + "\n"
    }
    return documents.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  // MARK: Comparing

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped), arguments: HelmProgram.all)
  func generatedDocumentsAreReadAsHelmReadsThem(helm: HelmProgram) throws {
    try compare(Self.generated, try self.helm(helm, Self.generated), atLeast: 5_000)
  }

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped), arguments: HelmProgram.all)
  func theCorpusIsReadAsHelmReadsIt(helm: HelmProgram) throws {
    try compare(Self.corpus, try self.helm(helm, Self.corpus), atLeast: 50)
  }

  private func compare(_ texts: [String], _ theirs: [JSON], atLeast least: Int) throws {
    try #require(theirs.count == texts.count)
    var count = 0
    for (text, theirs) in zip(texts, theirs) {
      let ours = read(text)
      let isBroken = theirs.object["error"] != nil
      if isBroken || ours.failure != nil {
        // Only JSON has no word for them, so that Helm gives up.
        if isBroken, ours.failure == nil, text.contains(#/\.(?i:inf|nan)/#) { continue }
        // Helm's function takes mappings alone.
        if isBroken, ours.failure == nil, ours.root?.kind != .mapping { continue }
        // kubectl and Helm's own reader of manifests take no such line, this function does.
        if ours.failure?.contains("`---` is followed by something") == true { continue }
        // A number without a word in JSON is refused wherever it stands, be it written over later.
        if ours.failure?.contains("no number that JSON cannot write") == true { continue }
        if isBroken != (ours.failure != nil) {
          Issue.record("\(ours.failure ?? "whole"), not \(theirs.text) in\n\(text)")
        }
        continue
      }
      guard let root = ours.root else { continue }
      count += 1
      for difference in ReaderDifference.between(root, theirs["value"]) {
        Issue.record("\(difference) in\n\(text)")
      }
    }
    #expect(count >= least)
  }

  @Test(.enabled(if: hasPyYAML, "needs PyYAML: scripts/setup test"))
  func generatedDocumentsAreReadAsPyYAMLReadsThemButForWhatIsListed() throws {
    let reasons = try comparePyYAML(Self.generated, atLeast: 3_000)
    for family in pyYAMLFamilies {
      let isSeen = reasons.contains(family.reason)
      #expect(isSeen, "nothing is read otherwise any more: \(family.reason)")
    }
  }

  @Test(.enabled(if: hasPyYAML, "needs PyYAML: scripts/setup test"))
  func theCorpusIsReadAsPyYAMLReadsItButForWhatIsListed() throws {
    _ = try comparePyYAML(Self.corpus, atLeast: 50)
  }

  /// Compares; the result is why something was read otherwise.
  private func comparePyYAML(_ texts: [String], atLeast least: Int) throws -> Set<String> {
    let answers = try pyYAML(texts)
    try #require(answers.count == texts.count)
    var count = 0
    var reasons: Set<String> = []
    // PyYAML refuses a tag that it does not know; `ScalarTypingTests` has what it makes of others.
    for (text, theirs) in zip(texts, answers) where !text.contains(" !") {
      let ours = read(text)
      guard let root = ours.root, ours.failure == nil else { continue }
      guard theirs.object["error"] == nil else {
        let known = Self.scalars(of: root).lazy.compactMap { reason(for: $0) }.first
        if let known { reasons.insert(known) } else { Issue.record("\(theirs.text) for\n\(text)") }
        continue
      }
      // Two keys that are one for Go need not be for Python.
      guard root.repeatedKeys().isEmpty else { continue }
      count += 1
      for difference in ReaderDifference.between(root, theirs["value"]) {
        if let reason = reason(for: difference) {
          reasons.insert(reason)
        } else {
          Issue.record("\(difference) in\n\(text)")
        }
      }
    }
    #expect(count >= least)
    return reasons
  }

  /// The scalars of a tree, as they are written.
  private static func scalars(of node: YAMLNode) -> [String] {
    node.kind == .scalar
      ? [String(decoding: node.source.bytes[node.byteRange], as: UTF8.self)]
      : node.elements.flatMap(scalars)
        + node.entries.flatMap { scalars(of: $0.key) + scalars(of: $0.value) }
  }
}
