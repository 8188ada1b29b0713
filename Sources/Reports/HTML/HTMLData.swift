// SPDX-License-Identifier: Apache-2.0

import Catalog
import YAMLSyntax

/// What a page shows, as JSON for its script: each line of evidence once.
struct HTMLData {
  let text: String

  init(
    title: String, verdict: String, _ status: HTMLStatus,
    facts: [(name: String, value: String)], parts: [HTMLPart]
  ) {
    var texts: [String] = []
    var places: [String: Int] = [:]
    func place(of text: String) -> YAMLValue {
      let place = places[text] ?? texts.count
      if place == texts.count {
        texts.append(text)
        places[text] = place
      }
      return .integer(Int64(place))
    }
    func value(_ cell: HTMLTable.Cell) -> YAMLValue {
      guard cell.status != nil || !cell.evidence.isEmpty else { return .string(cell.text) }
      var fields: [(String, YAMLValue)] = [("text", .string(cell.text))]
      if let status = cell.status { fields.append(("status", .string(status.rawValue))) }
      if !cell.evidence.isEmpty {
        fields.append(("evidence", .sequence(cell.evidence.map(place))))
      }
      return .object(fields)
    }
    let sections = parts.map { part in
      YAMLValue.object([
        ("id", .string(part.id)), ("title", .string(part.table.title)),
        ("columns", .strings(part.table.columns)), ("leftOut", .integer(Int64(part.leftOut))),
        (
          "rows",
          .sequence(
            part.table.rows.map { row in
              let namespace = row.namespace.map { [("namespace", YAMLValue.string($0))] } ?? []
              let access = row.access.map { [("access", YAMLValue.string($0.rawValue))] } ?? []
              return .object(namespace + access + [("cells", .sequence(row.cells.map(value)))])
            })
        ),
      ])
    }
    let facts = facts.map { YAMLValue.strings([$0.name, $0.value]) }
    let wrong = HTMLStatus.allCases.filter(\.isWrong).map(\.rawValue)
    let all: YAMLValue = .object([
      ("schemaVersion", .integer(1)), ("title", .string(title)), ("verdict", .string(verdict)),
      ("status", .string(status.rawValue)), ("facts", .sequence(facts)), ("wrong", .strings(wrong)),
      ("accessLevels", .strings(AccessLevel.allCases.map(\.rawValue))),
      ("sections", .sequence(sections)), ("texts", .strings(texts)),
    ])
    self.text = Self.escaped(JSONEmitter.text(all, pretty: false))
  }

  /// JSON that ends no element and begins no comment: outside of strings it has none of these.
  private static func escaped(_ json: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(json.utf8.count)
    for scalar in json.unicodeScalars {
      switch scalar {
      case "<", ">", "&", "\u{2028}", "\u{2029}": escaped += DisplayText.escape(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The bytes that a text takes.
  static func size(of text: String) -> Int {
    text.utf8.reduce(3) { size, byte in
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): size + 6
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): size + 2
      default: size + 1
      }
    }
  }
}
