// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

extension MatrixReport {
  /// A contract that may gain keys and lose none.
  package var json: String {
    let counts = counts
    return JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)),
        ("verdict", .string(faults.isEmpty ? "clean" : "faulty")),
        ("chart", .string(subject.chart)),
        ("dialect", .string(subject.dialect)),
        ("agent", .string(subject.agent)),
        ("serviceAccount", subject.account.map { .string($0.description) } ?? .null),
        ("versions", VerificationJSON.versions(subject.versions)),
        ("switches", .sequence(matrix.toggles.map { .string($0.key) })),
        ("absentSwitches", .strings(subject.leftOut)),
        ("covering", .string(isExhaustive ? "all" : "pairs")),
        (
          "summary",
          .object([
            ("combinations", .integer(Int64(matrix.combinations.count))),
            ("rendered", .integer(Int64(counts.rendered))),
            ("exact", .integer(Int64(counts.exact))),
            ("less", .integer(Int64(counts.less))),
            ("more", .integer(Int64(counts.more))),
            ("rejected", .integer(Int64(counts.rejected))),
          ])
        ),
        ("faults", .sequence(faults.map(fault))),
        ("excess", .sequence(matrix.excess.map(excess))),
        ("combinations", .sequence(matrix.combinations.map { combination($0, matrix) })),
        ("reads", reads.map(read) ?? .null),
        ("undetermined", .strings(undetermined)),
      ]))
  }

  private func read(_ reads: Part) -> YAMLValue {
    let counts = Self.counts(reads.matrix)
    return .object([
      ("switches", .sequence(reads.matrix.toggles.map { .string($0.key) })),
      (
        "summary",
        .object([
          ("settings", .integer(Int64(reads.matrix.combinations.count))),
          ("rendered", .integer(Int64(counts.rendered))),
          ("less", .integer(Int64(counts.less))),
          ("rejected", .integer(Int64(counts.rejected))),
        ])
      ),
      (
        "combinations",
        .sequence(reads.matrix.combinations.map { combination($0, reads.matrix) })
      ),
    ])
  }

  private func fault(_ fault: SwitchFault, _ part: Part) -> YAMLValue {
    .object([
      ("fault", .string(fault.kind.rawValue)),
      ("switch", fault.switches.first.map { .string(part.matrix.toggles[$0].key) } ?? .null),
      ("switches", keys(fault.switches, part.matrix)),
      ("others", keys(fault.others, part.matrix)),
      ("actions", .strings(fault.actions)),
      ("rules", .sequence(fault.rules.map(\.yaml))),
      ("byWildcard", .bool(fault.isByWildcard)),
      (
        "places",
        .sequence(
          part.sentence.places(fault).map { title, range in
            .object(title.isEmpty ? place(range) : [("rule", .string(title))] + place(range))
          })
      ),
      ("combination", settings(fault.example, part.matrix)),
      ("message", .string(part.sentence.fault(fault))),
    ])
  }

  private func excess(_ group: SwitchExcess) -> YAMLValue {
    .object([
      ("switches", keys(group.switches, matrix)),
      ("rules", .sequence(group.rules.map(\.yaml))),
      (
        "places",
        .sequence(
          group.grants.compactMap { grant in
            grant.range.map { .object([("rule", .string(grant.title))] + place($0)) }
          })
      ),
    ])
  }

  private func combination(
    _ combination: JudgedCombination, _ matrix: ChartMatrix
  ) -> YAMLValue {
    .object([
      ("switches", settings(combination.settings, matrix)),
      (
        "verdict",
        .string(
          !combination.isJudged
            ? combination.isRefused ? "refused" : "not-rendered"
            : combination.rejections.isEmpty ? combination.verdict.rawValue : "rejected")
      ),
      ("actions", .strings(combination.actions.sorted())),
      ("possibleBesides", .strings(combination.possibleBesides.sorted())),
      ("missingRules", .sequence(combination.missing.map(\.yaml))),
      ("excessRules", .sequence(combination.excess.map(\.yaml))),
      ("inertRules", .sequence(combination.inert.map(\.yaml))),
      ("rejected", .sequence(combination.rejections.map(rejection))),
      ("errors", .sequence(combination.failure.map { .string($0.message) })),
    ])
  }

  private func rejection(_ rejection: JudgedCombination.Rejection) -> YAMLValue {
    .object([("message", .string(rejection.message))] + (rejection.range.map(place) ?? []))
  }

  private func place(_ range: SourceRange) -> [(String, YAMLValue)] {
    [("file", .string(range.file))]
      + (range.section.map { [("template", .string($0))] } ?? [])
      + [
        ("line", .integer(Int64(range.start.line))),
        ("column", .integer(Int64(range.start.column))),
      ]
  }

  private func keys(_ switches: [Int], _ matrix: ChartMatrix) -> YAMLValue {
    .sequence(switches.map { .string(matrix.toggles[$0].key) })
  }

  private func settings(_ settings: SwitchSettings, _ matrix: ChartMatrix) -> YAMLValue {
    .object(zip(matrix.toggles, settings.isOn).map { ($0.key, .bool($1)) })
  }
}
