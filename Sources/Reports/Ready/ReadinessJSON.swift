// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
import Diagnostics
import Manifests
import RBAC
package import YAMLSyntax

/// The JSON report of `rolefit ready`: a contract that may gain keys and lose none.
package enum ReadinessJSON {
  package static func value(_ readiness: Readiness) -> YAMLValue {
    var fields: [(String, YAMLValue)] = [
      ("schemaVersion", .integer(1)), ("verdict", .string(readiness.verdict.rawValue)),
      ("ready", .bool(readiness.verdict == .ready)),
      ("nothingJudged", readiness.nothingJudged.map { .string($0.reason) } ?? .null),
    ]
    fields += heading(readiness)
    fields += findings(readiness)
    fields += commands(readiness)
    return .object(fields)
  }

  private static func heading(_ readiness: Readiness) -> [(String, YAMLValue)] {
    let account: YAMLValue = readiness.account.map { .string($0.description) } ?? .null
    return [
      ("agent", .string(readiness.agent)), ("catalog", .string(readiness.catalog)),
      ("from", side(readiness.from)), ("to", side(readiness.to)), ("serviceAccount", account),
      ("assumedBound", .bool(readiness.account == nil)), ("source", .string(readiness.source)),
    ]
  }

  private static func findings(_ readiness: Readiness) -> [(String, YAMLValue)] {
    let needs: [YAMLValue] = readiness.newNeeds.map(need)
    let inert: [YAMLValue] = readiness.inert.map(VerificationJSON.inert)
    return [
      ("obstacles", strings(readiness.obstacles)), ("switchedOn", strings(readiness.switchedOn)),
      ("switchedOff", strings(readiness.switchedOff)),
      ("actions", .sequence(readiness.actions.map(VerificationJSON.action))),
      ("newNeeds", .sequence(needs)),
      ("missingRules", .sequence(readiness.missingRules.map(\.yaml))),
      ("droppedRules", .sequence(readiness.droppedNeeds.map(\.yaml))),
      ("inert", .sequence(inert)), ("values", .sequence(readiness.values.map(change))),
      ("roleRefs", .sequence(readiness.roleRefs.map(\.tree))),
    ]
  }

  private static func commands(_ readiness: Readiness) -> [(String, YAMLValue)] {
    let granter: YAMLValue = readiness.granter.map { .string($0) } ?? .null
    return [
      ("granter", granter), ("rights", .sequence(readiness.rights.map(right))),
      ("steps", .sequence(readiness.steps.map(step))),
      ("upgrade", .sequence(readiness.upgrade.map(step))),
      ("undetermined", .sequence(readiness.undetermined.map(VerificationJSON.note))),
      ("notes", .sequence(readiness.notes.map(VerificationJSON.note))),
      ("opened", .sequence(readiness.opened.map(ReachJSON.goal))),
    ]
  }

  private static func strings(_ texts: [String]) -> YAMLValue {
    .strings(texts)
  }

  private static func side(_ side: Readiness.Side) -> YAMLValue {
    .object([
      ("agent", .string(side.agent)), ("chart", side.chart.map { .string($0) } ?? .null),
      ("kubernetes", .string(side.kubernetes)),
    ])
  }

  private static func need(_ need: Readiness.NewNeed) -> YAMLValue {
    .object([
      ("rule", need.rule.yaml), ("granted", .bool(need.isGranted)),
      ("actions", strings(need.actions)),
    ])
  }

  private static func change(_ change: ValueChange) -> YAMLValue {
    func state(_ value: Bool?) -> YAMLValue { value.map { .bool($0) } ?? .null }
    return .object([
      ("key", .string(change.key)), ("change", .string(change.kind.rawValue)),
      ("replacedBy", strings(change.replacements)),
      ("defaultBefore", state(change.defaultBefore)),
      ("defaultAfter", state(change.defaultAfter)), ("turnsOn", strings(change.gained)),
      ("noLongerTurnsOn", strings(change.lost)),
      ("message", .string("\(change.key) \(ReadinessText.phrase(change))")),
    ])
  }

  private static func right(_ right: OwnRight) -> YAMLValue {
    .object([
      ("step", .string(right.title)), ("answer", .string(right.answer.rawValue)),
      ("lacking", .sequence(right.lacking.map(\.yaml))), ("reasons", strings(right.reasons)),
    ])
  }

  private static func step(_ step: Readiness.Step) -> YAMLValue {
    .object([
      ("title", .string(step.title)), ("command", step.command.map { .string($0) } ?? .null),
    ])
  }
}
