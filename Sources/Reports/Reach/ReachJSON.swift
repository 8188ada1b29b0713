// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC
import YAMLSyntax

/// What accounts come to, for programs: a contract that may gain keys and lose none.
package struct ReachJSON {
  private let report: ReachReport

  package init(_ report: ReachReport) { self.report = report }

  /// Of one account its goals; of several one entry each.
  package var text: String {
    let one = report.accounts.count == 1 ? report.accounts.first : nil
    let several = one == nil || report.isAboutAll
    let accounts =
      (one.map(account) ?? [])
      + (several ? [("accounts", .sequence(report.accounts.map { .object(account($0)) }))] : [])
    return JSONEmitter.document(
      .object(
        [("schemaVersion", .integer(1)), ("kubernetes", .string("\(report.kubernetes)"))]
          + accounts + [
            ("routes", .sequence(RouteRegistry.all.map(route))),
            ("assumptions", .strings(report.assumptions)),
          ]))
  }

  private func account(_ account: ReachReport.Account) -> [(String, YAMLValue)] {
    [
      ("account", .string(account.title)),
      ("counts", Self.counts(account)),
      ("goals", .sequence(account.results.map(Self.goal))),
    ]
  }

  private static func counts(_ account: ReachReport.Account) -> YAMLValue {
    let counts = account.counts
    let verdicts = Dictionary(grouping: account.results, by: \.verdict).mapValues(\.count)
    func number(_ value: Int?) -> YAMLValue { .integer(Int64(value ?? 0)) }
    return .object([
      ("reachable", number(verdicts[.reachable])),
      ("undetermined", number(verdicts[.undetermined])),
      ("unreachable", number(verdicts[.unreachable])),
      ("accounts", number(counts.accounts)),
      ("users", number(counts.users)),
      ("secretNamespaces", counts.secretNamespaces.map { number($0) } ?? .null),
      (
        "accountsByNamespace",
        .object(
          counts.accountsByNamespace.sorted { $0.key < $1.key }.map { ($0.key, number($0.value)) })
      ),
    ])
  }

  static func goal(_ result: Reach.GoalResult) -> YAMLValue {
    .object([
      ("id", .string(result.goal.id)),
      ("verdict", .string(result.verdict.rawValue)),
      ("certainty", result.certainty.map { .string($0.rawValue) } ?? .null),
      ("path", .sequence(result.path.map(step))),
      ("reasons", .strings(result.reasons)),
    ])
  }

  static func step(_ step: PathStep) -> YAMLValue {
    .object([
      ("route", .string(step.route)),
      ("as", .string(step.user.name)),
      ("certainty", .string(step.certainty.rawValue)),
      ("requests", .sequence(step.requests.map(asked))),
      ("yields", .string(step.yields)),
    ])
  }

  private static func asked(_ asked: PathStep.Asked) -> YAMLValue {
    .object(
      [
        ("request", .object(asked.request.jsonFields)),
        ("grant", asked.grant.map(grant) ?? .null),
      ] + (asked.because.map { [("because", .string($0))] } ?? []))
  }

  private static func grant(_ grant: PathGrant) -> YAMLValue {
    var fields: [(String, YAMLValue)] = [
      ("binding", .string(grant.binding)), ("role", .string(grant.role)),
      ("rule", .integer(Int64(grant.rule))),
    ]
    if let range = grant.place.range {
      fields.append(("file", .string(range.file)))
      if let template = range.section { fields.append(("template", .string(template))) }
      fields.append(("line", .integer(Int64(range.start.line))))
    } else {
      fields += [("file", .null), ("line", .null)]
    }
    return .object(fields)
  }

  private func route(_ route: any Route.Type) -> YAMLValue {
    let status = report.status(of: route)
    return .object([
      ("id", .string(route.id)),
      ("status", .string(status.rawValue)),
      ("checked", .bool(status == .checked)),
      ("certainty", .string(route.certainty.rawValue)),
      ("kubernetes", .string(route.versionText)),
    ])
  }
}

extension Route {
  /// The Kubernetes versions that have it: `1.36 and later`, `all`.
  static var versionText: String {
    guard let versions else { return "all" }
    if versions.upperBound == .max { return "1.\(versions.lowerBound) and later" }
    if versions.lowerBound == 0 { return "up to 1.\(versions.upperBound)" }
    return "1.\(versions.lowerBound) to 1.\(versions.upperBound)"
  }
}
