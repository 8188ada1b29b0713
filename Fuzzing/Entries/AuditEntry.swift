// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import YAMLSyntax

/// The reader of audit logs: a log holds the same in whatever pieces it comes, and what its events
/// add up to is read again as it was written.
enum AuditEntry: FuzzEntry {
  static let name = "audit"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    let whole = content(of: input, piece: .max)
    for piece in [1, 5] {
      try Disagreement.unless(
        "what a log holds", whole.words, content(of: input, piece: piece).words)
    }
    try Disagreement.unless(
      "what events add up to", JSONEmitter.text(whole.tally.document, pretty: false),
      JSONEmitter.text(whole.gathered.document, pretty: false))
    let document = JSONEmitter.text(whole.tally.document, pretty: false)
    var reader = JSONReader(limits: TextFacts.limits)
    guard let node = try? reader.read(SourceText(name: "partial", text: document)),
      let tally = try? UsageTally(node)
    else { throw Disagreement("whether a partial result can be read", document, "no") }
    try Disagreement.unless(
      "a partial result", document, JSONEmitter.text(tally.document, pretty: false))
    var twice = tally
    twice.add(whole.tally)
    try Disagreement.unless(
      twice.events == 2 * tally.events, "joined events add up", "\(twice.events)")
  }

  private struct Content {
    var tally = UsageTally()
    /// The same by what is quicker.
    var gathered = UsageTally()
    var others = 0
    var damaged: [DamagedRecord] = []
    /// Why it could not be unpacked.
    var failure: Gzip.Failure?

    /// What is packed and damaged is read as far as zlib comes.
    var words: [String] {
      if let failure { return ["\(failure)"] }
      return [JSONEmitter.text(tally.document, pretty: false), "\(others)"] + damaged.map(\.hash)
    }
  }

  private static func content(of input: [UInt8], piece: Int) -> Content {
    var reader = AuditLogReader()
    var content = Content()
    var gatherer = UsageGatherer()
    func take(_ reading: AuditLogReader.Reading) {
      switch reading {
      case .event(let event):
        content.tally.add(event)
        gatherer.add(event)
      case .known(let template, let id, let time):
        content.tally.add(template.event(id: id, time: time))
        gatherer.add(template, id: id, time: time)
      case .other: content.others += 1
      case .damaged(let record, _): content.damaged.append(record)
      }
    }
    do throws(Gzip.Failure) {
      var rest = input[...]
      while !rest.isEmpty {
        try reader.feed(Array(rest.prefix(piece)), take)
        rest = rest.dropFirst(piece)
      }
      try reader.finish(take)
    } catch {
      content.failure = error
    }
    content.gathered = gatherer.finished()
    return content
  }
}
