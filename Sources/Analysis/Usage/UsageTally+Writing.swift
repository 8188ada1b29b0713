// SPDX-License-Identifier: Apache-2.0

import Manifests
package import YAMLSyntax

extension UsageTally {
  /// The format's number; a reader takes no other.
  static let schemaVersion: Int64 = 1
  static let documentKind = "UsagePartial"

  /// The tally as a value that `init(_:)` reads again. Tallies that are equal are written the same.
  package var document: YAMLValue {
    let users = Dictionary(grouping: groups.keys, by: \.user).sorted { $0.key < $1.key }
    return .object([
      ("schemaVersion", .integer(Self.schemaVersion)),
      ("kind", .string(Self.documentKind)),
      ("events", .integer(Int64(events))),
      ("others", .integer(Int64(others))),
      (
        "damaged",
        .object([
          ("count", .integer(Int64(damaged.count))),
          ("hashes", .strings(damaged.records.map(\.hash))),
        ])
      ),
      ("interrupted", .bool(isInterrupted)),
      (
        "kinds",
        .sequence(
          kinds.sorted().map {
            .strings([$0.verb.text, $0.apiGroup.text, $0.resource.text])
          })
      ),
      (
        "users",
        .sequence(
          users.map { user, keys in
            .object(
              [
                ("name", .string(user.text)),
                (
                  "requests",
                  .sequence(
                    keys.sorted { $0.kind < $1.kind }.map { key in
                      .object(Self.fields(key.kind) + (groups[key]?.fields ?? []))
                    })
                ),
              ] + (demands[user].map { [("demands", $0.value)] } ?? []))
          })
      ),
    ])
  }

  private static func fields(_ kind: RequestKind) -> [(String, YAMLValue)] {
    [
      ("verb", kind.verb), ("apiGroup", kind.apiGroup), ("resource", kind.resource),
      ("namespace", kind.namespace),
    ].filter { !$0.1.text.isEmpty }.map { ($0.0, .string($0.1.text)) }
  }
}

extension DemandTable {
  fileprivate var value: YAMLValue {
    .sequence(
      all.map { demand, request, count in
        .object([
          ("demand", demand.value), ("request", AuditDemand.value(request)),
          ("count", .integer(Int64(count))),
        ])
      })
  }
}

extension UsageTally.Group {
  fileprivate var fields: [(String, YAMLValue)] {
    let tables = [("ended", ended), ("received", received), ("started", started)]
    let sketches = [
      ("endedIDs", endedIDs), ("receivedIDs", receivedIDs), ("startedIDs", startedIDs),
    ]
    return tables.filter { !$0.1.isEmpty }.map { ($0.0, $0.1.value) }
      + sketches.filter { !$0.1.isEmpty }.map { ($0.0, $0.1.value) }
  }
}

extension NameTable {
  fileprivate var value: YAMLValue {
    if let together { return .object([("together", together.value)]) }
    return .object([
      (
        "names",
        .sequence(
          names.sorted { $0.key < $1.key }.map {
            .sequence([.string($0.key.text), $0.value.value])
          })
      )
    ])
  }
}

extension RequestCount {
  /// How it ended, in the order of `AuditEvent.Outcome`, then the first and the last time.
  fileprivate var value: YAMLValue {
    .sequence(
      AuditEvent.Outcome.allCases.map { .integer(Int64(self[$0])) }
        + [first, last].map { $0.map { .integer($0.microseconds) } ?? .null })
  }
}

extension StageSketch {
  /// The cells that are not empty, as their place and their sums.
  fileprivate var value: YAMLValue {
    .sequence(
      cells.enumerated().filter { !$0.element.isEmpty }.map { place, cell in
        .sequence(
          [
            Int64(place), cell.count, Int64(bitPattern: cell.id), Int64(bitPattern: cell.name),
            cell.time, Int64(bitPattern: cell.check),
          ].map(YAMLValue.integer))
      })
  }
}
