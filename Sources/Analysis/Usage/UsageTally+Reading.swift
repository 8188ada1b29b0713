// SPDX-License-Identifier: Apache-2.0

import Manifests
package import YAMLSyntax

extension UsageTally {
  /// Why a document is no tally.
  package struct ReadingError: Error {
    package var message: String
    package var node: YAMLNode
  }

  /// Reads what `document` writes.
  package init(_ node: YAMLNode) throws(ReadingError) {
    guard node["kind"]?.string == Self.documentKind else {
      throw ReadingError(message: "this is no partial result of `rolefit usage`", node: node)
    }
    guard node["schemaVersion"]?.integer == Self.schemaVersion else {
      throw ReadingError(
        message: "this partial result is of another version of rolefit: make it anew", node: node)
    }
    self.init()
    events = try Self.count(node, "events")
    others = try Self.count(node, "others")
    isInterrupted = node["interrupted"]?.scalar == .bool(true)
    if let damage = node["damaged"] {
      damaged = DamagedTally(
        count: try Self.count(damage, "count"),
        records: damage["hashes"]?.elements.compactMap { $0.string.map(DamagedRecord.init) } ?? [])
    }
    for kind in node["kinds"]?.elements.map({ $0.elements.compactMap(\.string) }) ?? [] {
      guard kind.count == 3 else { throw ReadingError(message: "a kind is not whole", node: node) }
      kinds.insert(
        RequestKind(verb: kind[0], apiGroup: kind[1], resource: kind[2], namespace: ""))
    }
    for user in node["users"].map({ Array($0.elements) }) ?? [] {
      guard let name = user["name"]?.string else {
        throw ReadingError(message: "a user has no name", node: user)
      }
      for request in user["requests"].map({ Array($0.elements) }) ?? [] {
        func text(_ key: String) -> String { request[key]?.string ?? "" }
        let kind = RequestKind(
          verb: text("verb"), apiGroup: text("apiGroup"), resource: text("resource"),
          namespace: text("namespace"))
        groups[Key(user: ExactText(name), kind: kind), default: Group()].add(try Group(request))
      }
      for entry in user["demands"].map({ Array($0.elements) }) ?? [] {
        guard let demand = entry["demand"].flatMap({ AuditDemand($0) }),
          let request = entry["request"].flatMap(AuditDemand.request)
        else { throw ReadingError(message: "what was asked for a write is not whole", node: entry) }
        demands[ExactText(name), default: DemandTable()].add(
          demand, for: request, count: try Self.count(entry, "count"))
      }
    }
  }

  private static func count(_ node: YAMLNode, _ key: String) throws(ReadingError) -> Int {
    guard let number = node[key]?.integer, number >= 0, number <= limit else {
      throw ReadingError(message: "\(key) is not a count", node: node[key] ?? node)
    }
    return Int(number)
  }

  /// Many times what any cluster has, so that sums of many do not overflow.
  fileprivate static let limit: Int64 = 1 << 52
}

extension UsageTally.Group {
  fileprivate init(_ node: YAMLNode) throws(UsageTally.ReadingError) {
    ended = try NameTable(node["ended"])
    received = try NameTable(node["received"])
    started = try NameTable(node["started"])
    endedIDs = try StageSketch(node["endedIDs"])
    receivedIDs = try StageSketch(node["receivedIDs"])
    startedIDs = try StageSketch(node["startedIDs"])
  }
}

extension NameTable {
  fileprivate init(_ node: YAMLNode?) throws(UsageTally.ReadingError) {
    self.init()
    guard let node else { return }
    if let together = node["together"] {
      self.init(names: [:], together: try RequestCount(together))
      return
    }
    var names: [ExactText: RequestCount] = [:]
    for entry in node["names"].map({ Array($0.elements) }) ?? [] {
      guard let name = entry.elements[0]?.string, let count = entry.elements[1] else {
        throw UsageTally.ReadingError(message: "a count has no name", node: entry)
      }
      names[ExactText(name), default: RequestCount()].add(try RequestCount(count))
    }
    self.init(names: names, together: nil)
  }
}

extension RequestCount {
  fileprivate init(_ node: YAMLNode) throws(UsageTally.ReadingError) {
    let outcomes = AuditEvent.Outcome.allCases
    let numbers = node.elements.map(\.integer)
    guard numbers.count == outcomes.count + 2,
      numbers.prefix(outcomes.count).allSatisfy({
        ($0 ?? -1) >= 0 && ($0 ?? .max) <= UsageTally.limit
      })
    else { throw UsageTally.ReadingError(message: "this is not a count", node: node) }
    var counts: [AuditEvent.Outcome: Int] = [:]
    for (outcome, number) in zip(outcomes, numbers) { counts[outcome] = Int(number ?? 0) }
    func time(_ place: Int) -> Timestamp? {
      numbers[outcomes.count + place].map { Timestamp(microseconds: $0) }
    }
    self.init(counts, first: time(0), last: time(1))
  }
}

extension StageSketch {
  fileprivate init(_ node: YAMLNode?) throws(UsageTally.ReadingError) {
    var cells: [Int: Cell] = [:]
    for entry in node.map({ Array($0.elements) }) ?? [] {
      let numbers = entry.elements.compactMap(\.integer)
      guard numbers.count == 6, (0..<Int64(Self.size)).contains(numbers[0]) else {
        throw UsageTally.ReadingError(message: "this is not a cell of a sketch", node: entry)
      }
      cells[Int(numbers[0])] = Cell(
        count: numbers[1], id: UInt64(bitPattern: numbers[2]),
        name: UInt64(bitPattern: numbers[3]), time: numbers[4],
        check: UInt64(bitPattern: numbers[5]))
    }
    self.init(cells: cells)
  }
}

extension YAMLNode {
  fileprivate var integer: Int64? {
    guard case .integer(let integer)? = scalar else { return nil }
    return integer
  }
}
