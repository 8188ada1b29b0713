// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// The document cutter and its filter against the full reader; at once, and block by block.
///
/// The first byte of the input says how long the blocks are, and what is passed over.
enum CutterEntry: FuzzEntry {
  static let name = "cutter"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    guard let choice = input.first else { return }
    let source = SourceText(name: "t", bytes: Array(input.dropFirst()))
    let passesAll = choice & 1 == 1
    let filter: DocumentCutter.Filter = { kind, _ in passesAll || kind == "ConfigMap" }
    let cut = CutText(source, passingOver: filter)
    try compare(cut, with: source, filter)

    var cutter = StreamCutter(name: "t", passingOver: filter)
    let length = 1 + Int(choice >> 1)
    var place = 1
    while place < input.count {
      let end = min(input.count, place + length)
      cutter.append(Array(input[place..<end]))
      place = end
    }
    try Disagreement.unless(
      "a text that comes in blocks is cut as one that comes at once", facts(of: cut),
      facts(of: cutter.finish()))
  }

  private static func compare(
    _ cut: CutText, with source: SourceText, _ filter: DocumentCutter.Filter
  ) throws(Disagreement) {
    var kept: [String] = []
    var passedOver = 0
    var failure: Diagnostic?
    for part in cut.parts where failure == nil {
      passedOver += part.passedOver
      let stream = YAMLStream.read(part.text, limits: TextFacts.limits, isStrict: true)
      kept += stream.documents.map(TextFacts.of)
      failure = stream.failure
    }
    if failure == nil { passedOver += cut.passedOver }
    let whole = YAMLStream.read(source, limits: TextFacts.limits, isStrict: true)
    // Each part has limits of its own.
    if whole.failure?.code == "yaml-alias-expansion" { return }
    // A reader that is given the rest of a text finds another error in it.
    try Disagreement.unless(
      (failure == nil) == (whole.failure == nil), "cutting hides no error and makes none",
      "\(failure.map(TextFacts.of) ?? "") against \(whole.failure.map(TextFacts.of) ?? "")")
    // Of what is not in UTF-8 nothing is read, and of what is cut the parts that are.
    if whole.failure?.code == "not-text" { return }
    var next = kept.makeIterator()
    var wanted = next.next()
    var left = 0
    for document in whole.documents {
      if wanted == TextFacts.of(document) {
        wanted = next.next()
        continue
      }
      left += 1
      let isMeant =
        document["kind"]?.string.map { filter($0, document["apiVersion"]?.string ?? "") } == true
        && document["apiVersion"]?.string != nil && document.repeatedKeys().isEmpty
      try Disagreement.unless(
        isMeant, "what is left out is what the filter means", TextFacts.of(document))
    }
    try Disagreement.unless(
      "what is kept is there, in order", [], wanted.map { [$0] } ?? [])
    try Disagreement.unless("what is left out is counted", "\(left)", "\(passedOver)")
  }

  /// What readers see of a text that was cut: how it was put together does not matter.
  private static func facts(of text: CutText) -> [String] {
    var facts: [String] = []
    var passedOver = 0
    for part in text.parts {
      passedOver += part.passedOver
      let stream = YAMLStream.read(part.text, limits: TextFacts.limits, isStrict: true)
      facts += stream.documents.map { "\(TextFacts.of($0)) \(passedOver)" }
      // Documents that are read together fail together.
      if stream.failure != nil { return ["failed"] }
    }
    return facts + ["\(passedOver + text.passedOver)"]
  }
}
