// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// The report of `rolefit ready` for people: the verdict, what would be refused, what to add, what
/// changes, what to run.
package struct ReadinessText {
  private let readiness: Readiness
  private let style: TextStyle
  private let detail: TextDetail

  package init(_ readiness: Readiness, style: TextStyle, detail: TextDetail = .usual) {
    self.readiness = readiness
    self.style = style
    self.detail = detail
  }

  package var text: String {
    if detail == .quiet { return style.fitted(verdict + "\n") }
    return style.fitted(
      ([
        [verdict + assumption], roleRefs, actions, opened, rights, undetermined, newNeeds,
        missingRules, upgrade, values, dropped, inert, notes,
      ] + [steps(readiness.steps, "to make it ready"), steps(readiness.upgrade, "then upgrade")])
      .sections)
  }

  private var upgrade: [ShownText] {
    let from = readiness.from
    let to = readiness.to
    func change(_ name: String, _ old: String?, _ new: String?) -> String? {
      guard let new else { return nil }
      guard let old, old != new else { return "\(name) \(new)" }
      return "\(name) \(old) to \(new)"
    }
    let versions = [
      change(readiness.agent, from.agent, to.agent), change("chart", from.chart, to.chart),
      change("Kubernetes", from.kubernetes, to.kubernetes),
    ].compactMap { $0 }
    var lines: [ShownText] = [style.bold("upgrade: \(versions.joined(separator: ", "))")]
    if !readiness.switchedOn.isEmpty {
      lines.append("  switched on: \(readiness.switchedOn.joined(separator: ", "))")
    }
    if !readiness.switchedOff.isEmpty {
      lines.append("  switched off: \(readiness.switchedOff.joined(separator: ", "))")
    }
    lines.append("  the set before it: \(readiness.source)")
    return lines
  }

  /// Those that would not work, what is worst first, and how many would.
  private var actions: [ShownText] {
    let shown = readiness.actions.filter { detail == .verbose || $0.verdict != .granted }
      .enumerated().sorted {
        (VerificationText.rank($0.element.verdict), $0.offset)
          < (VerificationText.rank($1.element.verdict), $1.offset)
      }.map(\.element)
    let folded = readiness.actions.count - shown.count
    let width = shown.map(\.id.count).max() ?? 0
    var told: Set<String> = []
    var lines: [ShownText] = shown.flatMap { result in
      let padding = String(repeating: " ", count: width - result.id.count)
      var lines: [ShownText] = [
        "\(style.bold("\(result.id)"))\(padding)  \(painted(result.verdict))"
      ]
      lines += result.missing.map { "  needs \($0.phrase.need)" }
      lines += GroupedNotes.short(result.notes, told: &told).map { "  note: \($0)" }
      return lines
    }
    if folded > 0 {
      lines.append(
        "\(folded) \(folded == 1 ? "action" : "actions") of \(readiness.actions.count) "
          + style.good("granted"))
    }
    return lines
  }

  private var opened: [ShownText] {
    readiness.opened.map { result in
      style.bad("! after the upgrade the account \(result.sentence)")
        + ReachText.steps(result.path)
    }
  }

  private var newNeeds: [ShownText] {
    let all = readiness.newNeeds
    let shown = all.filter { detail == .verbose || !$0.isGranted }
    let folded = all.count - shown.count
    guard !shown.isEmpty else {
      let needs: ShownText = "\(folded) new need\(folded == 1 ? "" : "s")"
      return folded == 0 ? [] : [needs + " " + style.good("granted")]
    }
    var lines: [ShownText] = ["new needs:"]
    lines += shown.map { need in
      "  \(AccessPhrase(need.rule).grant): "
        + painted(need.verdict)
        + " (\(need.actions.joined(separator: ", ")))"
    }
    if folded > 0 { lines.append("  \(folded) more: " + style.good("granted")) }
    return lines
  }

  private var missingRules: [ShownText] {
    guard !readiness.missingRules.isEmpty else { return [] }
    let rules = YAMLEmitter.text(.sequence(readiness.missingRules.map(\.yaml)))
    return ["add:"] + rules.split(separator: "\n").map { "  \($0)" }
  }

  private var dropped: [ShownText] {
    guard !readiness.droppedNeeds.isEmpty else { return [] }
    return ["no longer needed:"] + readiness.droppedNeeds.map { "  \(AccessPhrase($0).grant)" }
  }

  private var inert: [ShownText] {
    guard !readiness.inert.isEmpty else { return [] }
    return ["of no use any more in Kubernetes \(readiness.to.kubernetes):"]
      + readiness.inert.map { rule in
        let place: ShownText = rule.grant.range.map { style.faint(" (\($0))") } ?? ""
        return "  \(AccessPhrase(rule.rule).grant): \(rule.reason)\(place)"
      }
  }

  private var values: [ShownText] {
    guard !readiness.values.isEmpty else { return [] }
    return ["values:"] + readiness.values.map { "  \($0.key) \(Self.phrase($0))" }
  }

  private var roleRefs: [ShownText] {
    readiness.roleRefs.map { conflict in
      let place: ShownText = conflict.range.map { " (\($0))" } ?? ""
      return "\(style.bad("roleRef")): \(conflict.phrase)\(place)"
    }
  }

  private var rights: [ShownText] {
    guard let granter = readiness.granter, !readiness.rights.isEmpty else { return [] }
    return readiness.rights.reduce(into: ["\(granter):"]) { lines, right in
      let answer: ShownText =
        switch right.answer {
        case .allowed: style.good("may")
        case .refused: style.bad("may not")
        case .undetermined: style.doubtful("perhaps may")
        }
      lines.append("  \(answer) \(right.title)")
      lines += right.reasons.map { "    \($0)" }
    }
  }

  private var undetermined: [ShownText] {
    GroupedNotes(readiness.undetermined).sentences.map {
      "\(style.doubtful("undetermined")): \($0)"
    }
  }

  private var notes: [ShownText] {
    let told = Set(readiness.opened.map { "after the upgrade the account \($0.sentence)" })
    return GroupedNotes(readiness.notes.filter { !told.contains($0.message) }).sentences.map {
      "note: \($0)"
    }
  }

  /// Commands that can be pasted into a shell as they are.
  private func steps(_ steps: [Readiness.Step], _ title: String) -> [ShownText] {
    guard !steps.isEmpty else { return [] }
    return ["\(title):", ""]
      + steps.enumerated().flatMap { number, step in
        [style.verbatim("# \(number + 1). \(step.title)")]
          + [step.command].compactMap(\.self).map { style.verbatim(ShownText(lines: $0)) }
      }
  }

  private var verdict: ShownText {
    var line: ShownText = "verdict: "
    let (word, reasons) = readiness.headline
    switch readiness.verdict {
    case .ready: line += readiness.nothingJudged == nil ? style.good("\(word)") : "\(word)"
    case .notReady: line += style.bad("\(word)")
    case .undetermined: line += style.doubtful("\(word)")
    }
    if !reasons.isEmpty { line += ": \(reasons.joined(separator: "; "))" }
    return line
  }

  private var assumption: ShownText {
    readiness.account == nil
      ? "\nno binding in the input: roles are judged as if bound cluster-wide" : ""
  }

  private func painted(_ verdict: Verification.Verdict) -> ShownText {
    switch verdict {
    case .granted: style.good("\(verdict.rawValue)")
    case .missing, .unsupported: style.bad("\(verdict.rawValue)")
    case .undetermined: style.doubtful("\(verdict.rawValue)")
    }
  }

  /// What became of a value, after its name.
  static func phrase(_ change: ValueChange) -> String {
    func state(_ value: Bool?) -> String { value.map { $0 ? "on" : "off" } ?? "not on record" }
    func list(_ ids: [String]) -> String {
      ids.count > 4
        ? ids.prefix(3).joined(separator: ", ") + " and \(ids.count - 3) more"
        : ids.joined(separator: ", ")
    }
    switch change.kind {
    case .added:
      return "is new, \(state(change.defaultAfter)) by default: \(list(change.gained))"
    case .removed:
      return "is gone, and nothing took its place"
        + (change.lost.isEmpty ? "" : ": \(list(change.lost))")
    case .renamed: return "is gone: \(change.replacements.joined(separator: ", ")) took its place"
    case .defaultChanged:
      return "is \(state(change.defaultAfter)) by default, and was \(state(change.defaultBefore))"
    case .effectChanged:
      let gained = change.gained.isEmpty ? [] : ["turns on \(list(change.gained)) too"]
      let lost = change.lost.isEmpty ? [] : ["no longer turns on \(list(change.lost))"]
      return (gained + lost).joined(separator: ", and ")
    }
  }
}

extension RoleRefConflict {
  /// One sentence without a full stop.
  package var phrase: String {
    "\(title) refers to \(old.kind) '\(old.name)', and is to refer to \(new.kind) '\(new.name)': "
      + "the API server lets no roleRef be changed"
  }
}

extension OwnRight {
  /// Why it is refused, a line each.
  var reasons: [String] {
    var reasons = refused.map { "is not allowed to \(AccessPhrase($0).question)" }
    if !lacking.isEmpty {
      reasons += lacking.map { "does not hold \(AccessPhrase($0).grant)" }
      reasons.append("and is not allowed to \(AccessPhrase(shortcut).question)")
    }
    return reasons
  }
}
