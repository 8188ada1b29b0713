// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC

extension RoleDiffReport {
  /// A part of the summary, and whether a reviewer must know it first.
  struct Clause {
    var words: String
    var isAlarming = false
  }

  /// How much is opened and closed: what a reviewer must know first, then actions, then rules.
  ///
  /// - Parameter namesGoals: whether new ways are named, as far as they are few.
  func clauses(namesGoals: Bool = false) -> [Clause] {
    guard !isEmpty else { return [Clause(words: "no difference")] }
    var clauses: [Clause] = []
    let opened = reach?.opened ?? []
    if !opened.isEmpty {
      let goals = opened.map(\.result.goal.id).distinct
      let named = goals.prefix(3).joined(separator: ", ") + (goals.count > 3 ? ", …" : "")
      let ways = opened.count.counted("new way") + " to more"
      clauses.append(Clause(words: namesGoals ? "\(ways): \(named)" : ways, isAlarming: true))
    }
    if !roleRefs.isEmpty { clauses.append(Clause(words: "an apply is refused", isAlarming: true)) }
    let closed = reach?.closed.count ?? 0
    if closed > 0 { clauses.append(Clause(words: closed.counted("way") + " no more")) }
    if !gained.isEmpty || !lost.isEmpty {
      clauses.append(
        Clause(words: "\(gained.count.counted("action")) gained, \(lost.count) lost"))
    }
    clauses.append(Clause(words: counts))
    return clauses
  }

  var summary: String { clauses().map(\.words).joined(separator: "; ") }

  var counts: String {
    "\(diff.added.count.counted("rule")) added, \(diff.removed.count) removed"
  }

  /// The summary as the first line of text.
  func summaryLine(_ style: TextStyle) -> ShownText {
    let clauses = clauses(namesGoals: true).map { clause -> ShownText in
      clause.isAlarming ? style.bad("\(clause.words)") : "\(clause.words)"
    }
    return clauses.enumerated().reduce(into: "") { line, clause in
      line += (clause.offset == 0 ? "" : "; ") + clause.element
    } + "\n"
  }

  // MARK: - What was compared

  /// What was compared, and which roles were left out since nobody has them.
  func notes(_ style: TextStyle) -> ShownText {
    var text: ShownText = ""
    if let sentence = basis?.sentence { text += "note: \(sentence)\n" }
    let roles = basis?.unboundRoles ?? []
    for role in roles.prefix(Self.mostRoles) {
      text += "note: \(role.sentence)"
      text += role.range.map { style.faint(" (\($0))") } ?? ""
      text += "\n"
    }
    if let more = moreRoles { text += "note: \(more)\n" }
    return text
  }

  /// The same as items of a list.
  var noteRows: [String] {
    let roles = (basis?.unboundRoles ?? []).prefix(Self.mostRoles).map { role in
      role.sentence + (role.range.map { " (\($0))" } ?? "")
    }
    return ([basis?.sentence].compactMap(\.self) + roles + [moreRoles].compactMap(\.self))
      .map { "- note: \(MarkdownText.cell($0))\n" }
  }

  private static var mostRoles: Int { 8 }

  private var moreRoles: String? {
    let more = (basis?.unboundRoles.count ?? 0) - Self.mostRoles
    guard more > 0 else { return nil }
    return "\(more.counted("role")) more that differ and that nobody has"
  }
}
