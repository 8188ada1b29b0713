// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC

/// What accounts come to, for people.
package struct ReachText {
  private let report: ReachReport
  private let style: TextStyle

  package init(_ report: ReachReport, style: TextStyle) {
    self.report = report
    self.style = style
  }

  package var text: String {
    var text: ShownText = ""
    if report.accounts.count == 1, let only = report.accounts.first {
      text += head(only)
      let results = only.results.sorted { Self.rank($0) < Self.rank($1) }
      text += ways(results.filter { $0.verdict != .unreachable })
      text += unreachable(results.filter { $0.verdict == .unreachable }.map(\.goal))
      if !only.counts.influences.isEmpty {
        text +=
          "\nalso, leading to none of these: \(only.counts.influences.joined(separator: "; "))"
        text += "\n"
      }
    } else {
      for account in report.accounts { text += line(account) }
      if report.accounts.isEmpty { text += "no service account is bound\n" }
    }
    text += "\nassumed:\n"
    for assumption in report.assumptions { text += "  \(assumption)\n" }
    let checked = RouteRegistry.all.filter { report.status(of: $0) == .checked }
    text += "routes checked: \(checked.count) of \(RouteRegistry.all.count)"
    text += " (`rolefit reach --routes` describes them)\n"
    return style.fitted(text)
  }

  /// What is worst stands first.
  private static func rank(_ result: Reach.GoalResult) -> (Int, Int) {
    let verdict =
      switch result.verdict {
      case .reachable: 0
      case .undetermined: 1
      case .unreachable: 2
      }
    let isDirect = result.path.count == 1 && result.path[0].route == ReachStep.direct
    return (verdict, isDirect ? 1 : 0)
  }

  /// Each way with the goals that it leads to, in the order of the first of them: who comes to
  /// everything comes to every goal by the same steps.
  private func ways(_ results: [Reach.GoalResult]) -> ShownText {
    var ways: [(way: ShownText, goals: [ReachGoal])] = []
    var places: [String: Int] = [:]
    for result in results {
      let way = way(result)
      let place = places[way.string] ?? ways.count
      if place == ways.count {
        ways.append((way, []))
        places[way.string] = place
      }
      ways[place].goals.append(result.goal)
    }
    return ways.reduce(into: "" as ShownText) { text, found in
      text += "\n\(Self.names(of: found.goals))" + found.way
    }
  }

  private func unreachable(_ goals: [ReachGoal]) -> ShownText {
    goals.isEmpty ? "" : "\n\(style.good("unreachable")): \(Self.names(of: goals))\n"
  }

  /// Actions are counted where they are many.
  private static func names(of goals: [ReachGoal]) -> String {
    let actions = goals.filter { if case .action = $0 { true } else { false } }
    var words = goals.filter { !actions.contains($0) }.map(\.id)
    if actions.count > 8 {
      words.append("\(actions.count) actions")
    } else {
      words += actions.map(\.id)
    }
    return words.joined(separator: ", ")
  }

  /// How much it is, in two lines.
  private func head(_ account: ReachReport.Account) -> ShownText {
    let reached = account.results.filter { $0.verdict == .reachable }
    let open = account.results.count { $0.verdict == .undetermined }
    let isAll = reached.contains { $0.goal == .clusterAdmin }
    let verdict: ShownText =
      isAll
      ? "\(style.bad("comes to everything"))"
      : "comes to \(reached.count) of \(account.results.count.counted("goal"))"
    var text: ShownText = "\(account.title) \(verdict)"
    if open > 0 { text += ", \(open) undetermined" }
    let counts = account.counts
    let secrets = counts.secretNamespaces.map {
      $0 == 0 ? "no Secrets" : "the Secrets of \($0) namespace\($0 == 1 ? "" : "s")"
    }
    let accounts = counts.accountsByNamespace
    text += "\n\(counts.accounts) other account\(counts.accounts == 1 ? "" : "s")"
    if !accounts.isEmpty {
      text += " in \(accounts.count) namespace\(accounts.count == 1 ? "" : "s")"
    }
    text += ", \(counts.users) user\(counts.users == 1 ? "" : "s"), "
    text += "\(secrets ?? "the Secrets of every namespace")\n"
    return text
  }

  /// One line for each of many accounts.
  private func line(_ account: ReachReport.Account) -> ShownText {
    let reached = account.results.filter { $0.verdict == .reachable }
    let open = account.results.filter { $0.verdict == .undetermined }
    var text: ShownText = "\(account.title): "
    if reached.isEmpty, open.isEmpty { return text + "\(style.good("nothing"))\n" }
    let words = reached.map { result -> ShownText in
      let way = result.path.map(\.route).filter { $0 != ReachStep.direct }
      let route: ShownText = way.isEmpty ? "" : " by \(way.joined(separator: ", "))"
      return "\(style.bad("\(result.goal.id)"))\(route)"
    }
    text += words.enumerated().reduce(into: "" as ShownText) { line, word in
      line += (word.offset == 0 ? "" : "; ") + word.element
    }
    if !open.isEmpty {
      text += reached.isEmpty ? "" : "; "
      text += "undetermined: \(open.map(\.goal.id).joined(separator: ", "))"
    }
    return text + "\n"
  }

  /// What is said of a goal after its name.
  private func way(_ result: Reach.GoalResult) -> ShownText {
    let certainty = result.certainty.map { " (\($0.rawValue))" } ?? ""
    let isOpen = result.verdict == .undetermined
    let word =
      isOpen
      ? style.doubtful("\(result.verdict.rawValue)") : style.bad("\(result.verdict.rawValue)")
    var text: ShownText = ": \(word)\(certainty)"
    text += Self.steps(result.path) + "\n"
    for reason in result.reasons { text += "  unknown: \(reason)\n" }
    return text
  }

  /// The steps of a path, each on lines of their own after what stands before.
  static func steps(_ path: [PathStep]) -> ShownText {
    var text: ShownText = ""
    for (number, step) in path.enumerated() {
      text += "\n  \(number + 1). as \(name(of: step.user)): "
      let requests = step.requests.map { AccessPhrase($0.request).question }
      text += "\(requests.isEmpty ? "together" : requests.joined(separator: " and "))"
      if step.route != ReachStep.direct { text += "\n     → \(step.yields) [\(step.route)]" }
      for request in step.requests { text += by(request) }
    }
    return text
  }

  private static func by(_ asked: PathStep.Asked) -> ShownText {
    guard let grant = asked.grant else {
      return asked.because.map { "\n     since \($0)" } ?? ""
    }
    let place = grant.place.range.map { " (\($0))" } ?? ""
    return "\n     by \(grant.role) rule \(grant.rule + 1), \(grant.binding)\(place)"
  }

  private static func name(of user: User) -> String {
    if let account = user.serviceAccount { return "\(account.namespace):\(account.name)" }
    return user.name.hasPrefix("\u{1}") ? "whoever the roles are bound to" : user.name
  }
}
