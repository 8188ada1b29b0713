// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// What logs show of an account, for programs: a contract that may gain keys and lose none.
package struct UsageJSON {
  private let report: UsageReport
  private var usage: Usage { report.usage }

  package init(_ report: UsageReport) { self.report = report }

  package var text: String { JSONEmitter.document(value) }

  var value: YAMLValue {
    var fields: [(String, YAMLValue)] = [
      ("schemaVersion", .integer(1)),
      ("kind", .string("Usage")),
      ("user", .string(usage.user)),
      ("events", Self.number(usage.events)),
      ("others", Self.number(usage.others)),
      ("count", Self.number(usage.count)),
      ("first", Self.time(usage.first)),
      ("last", Self.time(usage.last)),
      ("requests", .sequence(usage.requests.map(Self.request))),
      ("actions", .sequence(usage.actions.map(Self.action))),
      ("smallest", .bool(usage.isSmallest)),
      ("unexplained", .sequence(usage.unexplained.map(Self.request))),
      ("refused", .sequence(usage.refused.map(Self.refusal))),
      ("rules", .sequence(usage.rules.map(\.yaml))),
      ("unused", usage.unseen.map { .sequence($0.map(Self.unseen)) } ?? .null),
      ("damaged", damaged),
      ("interrupted", .bool(usage.isInterrupted)),
    ]
    if !usage.writes.isEmpty {
      fields.append(("writes", .sequence(usage.writes.map(Self.write))))
    }
    if !usage.undetermined.isEmpty {
      let entries = usage.undetermined.map { entry in
        YAMLValue.object([
          ("what", .string(entry.title)), ("count", Self.number(entry.count)),
          ("request", .object(Self.fields(entry.request, isOfAnyName: false))),
        ])
      }
      fields.append(("undetermined", .sequence(entries)))
    }
    if let missing = report.missing {
      fields.append(("missing", .sequence(missing.map(Self.refusal))))
    }
    if let timeline = report.timeline {
      fields.append(("timeline", .sequence(timeline.map(Self.entry))))
    }
    return .object(fields)
  }

  private var damaged: YAMLValue {
    .object([
      ("count", Self.number(usage.damaged.count)),
      ("lines", .sequence(usage.damaged.records.map { .object([("hash", .string($0.hash))]) })),
    ])
  }

  private static func number(_ number: Int) -> YAMLValue { .integer(Int64(number)) }

  private static func time(_ time: Timestamp?) -> YAMLValue {
    time.map { .string($0.description) } ?? .null
  }

  private static func fields(_ request: Request, isOfAnyName: Bool) -> [(String, YAMLValue)] {
    guard isOfAnyName else { return request.jsonFields }
    guard case .nonResource(var asked) = request else {
      return request.jsonFields + [("manyNames", .bool(true))]
    }
    asked.path = "*"
    return Request.nonResource(asked).jsonFields
  }

  private static func request(_ seen: Usage.SeenRequest) -> YAMLValue {
    var fields: [(String, YAMLValue)] = [
      ("request", .object(Self.fields(seen.request, isOfAnyName: seen.isOfAnyName))),
      ("count", number(seen.count.total)),
      ("first", time(seen.count.first)),
      ("last", time(seen.count.last)),
      (
        "outcomes",
        .object(
          AuditEvent.Outcome.allCases.map { ($0.rawValue, number(seen.count[$0])) })
      ),
      ("actions", .strings(seen.actions)),
    ]
    if seen.isAtLeast { fields.append(("atLeast", .bool(true))) }
    if let common = seen.common { fields.append(("common", .string(common))) }
    return .object(fields)
  }

  private static func action(_ action: Usage.UsedAction) -> YAMLValue {
    .object([
      ("id", .string(action.id)), ("title", .string(action.title)),
      ("capability", .bool(action.isCapability)), ("count", number(action.count)),
      ("first", time(action.first)), ("last", time(action.last)),
    ])
  }

  private static func refusal(_ refusal: Usage.Refusal) -> YAMLValue {
    .object(
      [
        ("request", .object(fields(refusal.request, isOfAnyName: false))),
        ("count", number(refusal.count)), ("rule", refusal.rule.yaml),
      ] + (refusal.purpose.map { [("purpose", .string($0))] } ?? [])
        + (refusal.isOptional ? [("optional", .bool(true))] : []))
  }

  private static func write(_ write: Usage.WriteNeed) -> YAMLValue {
    .object([
      ("purpose", .string(write.title)), ("count", number(write.count)),
      ("rules", .sequence(write.rules.map(\.yaml))),
      ("instead", write.instead.map { .object(fields($0, isOfAnyName: false)) } ?? .null),
    ])
  }

  private static func unseen(_ grant: Usage.UnseenGrant) -> YAMLValue {
    .object([
      ("grant", .string(grant.title)),
      ("file", grant.range.map { .string($0.file) } ?? .null),
      ("line", grant.range.map { number($0.start.line) } ?? .null),
      ("verdict", .string(grant.isUndetermined ? "undetermined" : "not seen")),
      ("rules", .sequence(grant.rules.map(\.yaml))),
    ])
  }

  private static func entry(_ entry: UsageTimeline.Entry) -> YAMLValue {
    .object([
      ("time", time(entry.time)), ("user", .string(entry.user)),
      ("sender", entry.sender.map { .string($0) } ?? .null),
      ("actions", .strings(entry.actions)),
      ("request", .object(fields(entry.request, isOfAnyName: false))),
      ("outcome", .string(entry.outcome.rawValue)),
    ])
  }
}
