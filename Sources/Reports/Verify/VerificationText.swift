// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// The report of `rolefit verify` for people: the verdict, what is possible though it must not be,
/// the actions that are not right, what to add, what is too much.
package struct VerificationText {
  private let verification: Verification
  private let style: TextStyle
  private let detail: TextDetail

  package init(_ verification: Verification, style: TextStyle, detail: TextDetail = .usual) {
    self.verification = verification
    self.style = style
    self.detail = detail
  }

  package var text: String { style.fitted(shown) }

  var shown: ShownText {
    if detail == .quiet { return verdict + "\n" }
    return [[verdict], forbidden, actions, missingRules, undetermined, excess, inert].sections
  }

  /// Those that are not right, what is worst first, and how many are.
  private var actions: [ShownText] {
    let isTold = { (result: Verification.ActionResult) in
      detail == .verbose || result.verdict != .granted || !result.notes.isEmpty
    }
    let shown = verification.actions.filter(isTold).enumerated().sorted {
      (Self.rank($0.element.verdict), $0.offset) < (Self.rank($1.element.verdict), $1.offset)
    }.map(\.element)
    let width = shown.map(\.id.count).max() ?? 0
    var told: Set<String> = []
    var lines = shown.flatMap { result in
      let padding = String(repeating: " ", count: width - result.id.count)
      var lines: [ShownText] = [
        "\(style.bold("\(result.id)"))\(padding)  \(painted(result.verdict))"
      ]
      lines += result.missing.map { "  needs \($0.phrase.need)" }
      lines += GroupedNotes.short(result.notes, told: &told).map { "  note: \($0)" }
      return lines
    }
    // Where all is right, the verdict says it.
    let folded = verification.actions.filter { !isTold($0) && !$0.isCapability }.count
    if !shown.isEmpty, folded > 0 {
      lines.append(style.good("\(folded) \(Self.action(folded)) granted"))
    }
    return lines
  }

  /// What stands first: the lower, the worse.
  static func rank(_ verdict: Verification.Verdict) -> Int {
    switch verdict {
    case .missing: 0
    case .unsupported: 1
    case .undetermined: 2
    case .granted: 3
    }
  }

  private static func action(_ count: Int) -> String { count == 1 ? "action" : "actions" }

  private var missingRules: [ShownText] {
    guard !verification.missingRules.isEmpty else { return [] }
    let rules = YAMLEmitter.text(.sequence(verification.missingRules.map(\.yaml)))
    return [style.bold("add:")] + rules.split(separator: "\n").map { "  \($0)" }
  }

  private var excess: [ShownText] {
    guard !verification.excess.isEmpty else { return [] }
    return ["\(style.doubtful("excess")): granted, but no action of the set needs it"]
      + verification.excess.map { "  \(AccessPhrase($0.rule).grant)\(places($0.grants))" }
  }

  private var inert: [ShownText] {
    guard !verification.inert.isEmpty else { return [] }
    let kubernetes = verification.versions.kubernetes
    return ["\(style.doubtful("inert")): no API server of Kubernetes \(kubernetes) would use it"]
      + verification.inert.map {
        "  \(AccessPhrase($0.rule).grant): \($0.reason)\(places([$0.grant]))"
      }
  }

  private var forbidden: [ShownText] {
    var lines: [ShownText] = verification.forbidden.map { route in
      "\(style.bad("forbidden")): \(route.action) is possible: \(route.route)"
        + places(route.grants) + ReachText.steps(route.path)
    }
    lines += verification.undecided.map { route in
      "\(style.doubtful("undetermined")): whether \(route.action) is possible: "
        + "\(route.reasons.joined(separator: "; "))"
    }
    lines += verification.escalations.map { route in
      "\(style.doubtful("warning")): the account can \(route.action)\(places(route.grants))"
    }
    return lines
  }

  private var undetermined: [ShownText] {
    guard !verification.undetermined.isEmpty else { return [] }
    return ["\(style.doubtful("undetermined")):"]
      + GroupedNotes(verification.undetermined).sentences.map { "  \($0)" }
  }

  private func places(_ grants: [PlacedGrant]) -> ShownText {
    let places = grants.compactMap { $0.range?.description }
    guard !places.isEmpty else { return "" }
    return style.faint(" (\(places.joined(separator: ", ")))")
  }

  private var verdict: ShownText {
    let fit = verification.fit
    var line: ShownText = "verdict: \(painted(verification.verdict)): "
    line += counted(verification.actions.filter { !$0.isCapability }, "action", "actions")
    let reads = verification.actions.filter(\.isCapability)
    if !reads.isEmpty { line += " and " + counted(reads, "capability", "capabilities") }
    line += " granted to \(verification.serviceAccount?.description ?? "whoever is bound")"
    line += "; grants \(Self.pairs(fit.granted)), needs \(Self.grouped(fit.needed))"
    // Where as much is in excess as is missing, the share would say that all is well.
    let isWhole = fit.needed == fit.granted && !verification.missingRules.isEmpty
    if fit.granted > 0, fit.needed <= fit.granted, !isWhole {
      line += " (\(Self.percent(fit.needed, of: fit.granted)))"
    }
    let possible = Set(verification.forbidden.map(\.action)).count
    if possible > 0 {
      let count = "\(possible) forbidden action\(possible == 1 ? " is" : "s are") possible"
      line += "; \(style.bad("\(count)"))"
    }
    if verification.assumedBound, detail != .quiet {
      line += "\nno binding in the input: roles are judged as if bound cluster-wide"
    }
    return line
  }

  private func counted(
    _ results: [Verification.ActionResult], _ one: String, _ many: String
  ) -> ShownText {
    let granted = results.count { $0.verdict == .granted }
    let count: ShownText = "\(granted) of \(results.count)"
    let isWhole = granted == results.count
    return "\(isWhole ? style.good(count) : style.bad(count)) \(results.count == 1 ? one : many)"
  }

  private func painted(_ verdict: Verification.Verdict) -> ShownText {
    switch verdict {
    case .granted: style.good("\(verdict.rawValue)")
    case .missing: style.bad("\(verdict.rawValue)")
    case .undetermined, .unsupported: style.doubtful("\(verdict.rawValue)")
    }
  }
}

extension VerificationText {
  /// Digits in threes: `1,204`.
  package static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// `1 pair`, `1,204 pairs`.
  package static func pairs(_ number: Int) -> String {
    "\(grouped(number)) \(number == 1 ? "pair" : "pairs")"
  }

  /// One decimal place: `0.7 %`. All and nothing are said of nothing else: what is next to them is
  /// rounded away from them.
  package static func percent(_ part: Int, of whole: Int) -> String {
    var thousandths = (part * 1000 + whole / 2) / whole
    if part > 0, part < whole { thousandths = min(max(thousandths, 1), 999) }
    return "\(thousandths / 10).\(thousandths % 10) %"
  }
}
