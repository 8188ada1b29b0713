// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// What logs show of an account, for a terminal.
package struct UsageText {
  private let report: UsageReport
  private let style: TextStyle
  private var usage: Usage { report.usage }

  package init(_ report: UsageReport, style: TextStyle = .plain) {
    self.report = report
    self.style = style
  }

  package var text: String {
    if let timeline = report.timeline {
      return style.fitted(timeline.map { "\(Self.line($0))\n" as ShownText }.joined())
    }
    return style.fitted(
      [
        heading, actions, requests, unexplained, refusals, writes, undetermined, rules, missing,
        unseen,
      ].sections)
  }

  static func line(_ entry: UsageTimeline.Entry) -> ShownText {
    let sender = entry.sender.map { " as \($0)" } ?? ""
    let actions = entry.actions.isEmpty ? "no action" : entry.actions.joined(separator: "|")
    let time = entry.time?.description ?? "-"
    let what = UsageReport.phrase(entry.request)
    return "\(time)  \(entry.outcome.rawValue)  \(actions)  \(what)  \(entry.user)\(sender)"
  }

  private var heading: [ShownText] {
    var lines: [ShownText] = [
      "\(usage.user): \(UsageReport.summary(usage))"
    ]
    if usage.isInterrupted { lines.append("interrupted: this is what was read until then") }
    if usage.others > 0 { lines.append("\(usage.others) records are no audit events") }
    if usage.damaged.count > 0 {
      let hashes = usage.damaged.records.map(\.hash).joined(separator: ", ")
      lines.append("\(usage.damaged.count.counted("record")) cannot be read: \(hashes)")
    }
    return lines
  }

  private var actions: [ShownText] {
    guard !usage.actions.isEmpty else { return [] }
    let proof = usage.isSmallest ? "the smallest set" : "a small set (there may be a smaller one)"
    return [style.bold("actions: \(proof) that explains what was seen")]
      + usage.actions.map { action in
        let span = UsageReport.span(action.first, action.last)
        return "  \(action.id): at most \(UsageReport.times(action.count)), \(span)"
      }
  }

  private var requests: [ShownText] {
    let explained = usage.requests.filter { !$0.actions.isEmpty }
    let common = usage.requests.filter { $0.common != nil }
    guard !explained.isEmpty || !common.isEmpty else { return [] }
    var lines: [ShownText] = [style.bold("requests, with the actions that may have sent them")]
    for request in explained {
      lines += [Self.line(request), "    \(UsageReport.explanation(request))"]
    }
    if !common.isEmpty {
      let count = common.reduce(0) { $0 + $1.count.total }
      lines.append("  what every client asks, such as discovery: \(UsageReport.times(count))")
    }
    return lines
  }

  private var unexplained: [ShownText] {
    let requests = usage.unexplained
    guard !requests.isEmpty else { return [] }
    return [style.bold("requests that no action of the catalog explains")]
      + requests.map(Self.line)
  }

  private static func line(_ request: Usage.SeenRequest) -> ShownText {
    let count = UsageReport.times(request.count.total, isAtLeast: request.isAtLeast)
    let phrase = UsageReport.phrase(request.request, isOfAnyName: request.isOfAnyName)
    let isPlain = request.count.succeeded == request.count.total
    let outcomes = isPlain ? "" : " (\(UsageReport.outcomes(request.count)))"
    return "  \(phrase): \(count)\(outcomes)"
  }

  private var refusals: [ShownText] {
    list(usage.refused, title: "refused, with the smallest rule that mends it")
  }

  private var missing: [ShownText] {
    guard let missing = report.missing else { return [] }
    guard !missing.isEmpty else {
      return [
        usage.count == 0
          ? "no request was seen: whether the role allows it is undetermined"
          : "the role allows all of it"
      ]
    }
    return list(missing, title: "missing in the role, with the smallest rule that mends it")
  }

  private func list(_ refusals: [Usage.Refusal], title: ShownText) -> [ShownText] {
    [false, true].flatMap { isOptional -> [ShownText] in
      let refusals = refusals.filter { $0.isOptional == isOptional }
      guard !refusals.isEmpty else { return [] }
      let words: ShownText = isOptional ? "\(title) (optional: the command went on without)" : title
      return [style.bold(words)]
        + refusals.flatMap { refusal -> [ShownText] in
          let phrase = UsageReport.phrase(refusal)
          return ["  \(phrase): \(UsageReport.times(refusal.count))"]
            + Self.lines([refusal.rule], indent: "    ")
        }
    }
  }

  private var writes: [ShownText] {
    guard !usage.writes.isEmpty else { return [] }
    return [style.bold("asked besides, for what was written (in the rules below)")]
      + usage.writes.flatMap { write -> [ShownText] in
        let instead = UsageReport.instead(write).map { "; or to \($0)" } ?? ""
        return ["  to \(write.title): \(UsageReport.times(write.count))\(instead)"]
          + write.rules.map { "    \(AccessPhrase($0).grant)" as ShownText }
      }
  }

  private var undetermined: [ShownText] {
    guard !usage.undetermined.isEmpty else { return [] }
    return [style.bold("undetermined (the rules below may lack it)")]
      + usage.undetermined.map { "  \($0.title): \(UsageReport.times($0.count))" }
  }

  private var rules: [ShownText] {
    guard !usage.rules.isEmpty else { return [] }
    return [style.bold("rules for what was allowed")] + Self.lines(usage.rules, indent: "  ")
  }

  private var unseen: [ShownText] {
    guard let unseen = usage.unseen else { return [] }
    guard !unseen.isEmpty else { return ["every grant was used"] }
    return [false, true].flatMap { isUndetermined -> [ShownText] in
      let grants = unseen.filter { $0.isUndetermined == isUndetermined }
      guard !grants.isEmpty else { return [] }
      let title: ShownText =
        isUndetermined
        ? "granted, and undetermined: the log has nobody's requests of this kind"
        : "granted, and not seen"
      return [style.bold(title)]
        + grants.flatMap { grant -> [ShownText] in
          let place = grant.range.map { " (\($0))" } ?? ""
          return ["  \(grant.title)\(place)"]
            + grant.rules.map { "    \(AccessPhrase($0).grant)" as ShownText }
        }
    }
  }

  private static func lines(_ rules: [ScopedRule], indent: ShownText) -> [ShownText] {
    YAMLEmitter.text(.sequence(rules.map(\.yaml))).split(separator: "\n").map {
      "\(indent)\(ShownText(lines: String($0)))"
    }
  }
}
