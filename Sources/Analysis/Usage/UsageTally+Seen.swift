// SPDX-License-Identifier: Apache-2.0

import Manifests
package import RBAC

extension UsageTally {
  /// A request that was seen, and how often.
  package struct Seen: Sendable {
    package var request: Request
    /// Whether it stands for requests of more names than are told apart.
    package var isOfAnyName: Bool
    package var count: RequestCount
    /// Whether there may have been more: what was still going on when the log ended is not known.
    package var isAtLeast: Bool
  }

  /// The requests of one user, sorted by group, resource, namespace, verb and name.
  package func seen(of user: String) -> [Seen] {
    let user = ExactText(user)
    return groups.filter { $0.key.user == user }.sorted { $0.key.kind < $1.key.kind }
      .flatMap { key, group in
        group.seen.map { seen in
          Seen(
            request: key.kind.request(named: seen.name?.text ?? ""),
            isOfAnyName: seen.name == nil, count: seen.count, isAtLeast: seen.isAtLeast)
        }
      }
  }
}

extension UsageTally {
  /// What was asked of a user for what they wrote, and not refused.
  func writes(of user: String) -> [Usage.WriteNeed] {
    (demands[ExactText(user)]?.all ?? []).filter {
      !$0.demand.isRefused && !$0.demand.isUndetermined
    }.map {
      Usage.WriteNeed(
        title: $0.demand.purpose, count: $0.count, rules: $0.demand.rules,
        instead: $0.demand.instead)
    }
  }

  /// What nobody could find out of it.
  func undetermined(of user: String) -> [Usage.Undetermined] {
    (demands[ExactText(user)]?.all ?? []).filter(\.demand.isUndetermined).map {
      Usage.Undetermined(title: $0.demand.purpose, request: $0.request, count: $0.count)
    }
  }

  /// What was refused of it, with the rules that mend it.
  func refusedWrites(of user: String) -> [Usage.Refusal] {
    (demands[ExactText(user)]?.all ?? []).filter {
      $0.demand.isRefused && !$0.demand.isUndetermined
    }.flatMap { refused in
      refused.demand.rules.map {
        Usage.Refusal(
          request: refused.request, count: refused.count, rule: $0,
          purpose: refused.demand.purpose)
      }
    }
  }
}

extension UsageTally.Group {
  typealias SeenName = (name: ExactText?, count: RequestCount, isAtLeast: Bool)

  /// What was asked for, each request once; a name of `nil` stands for many.
  var seen: [SeenName] {
    var table = ended
    let open = unended
    open.names.forEach { table.add(NameTable(name: $0, $1)) }
    if let together = table.together { return [(nil, together, !open.isExact)] }
    return table.names.sorted { $0.key < $1.key }.map { ($0.key, $0.value, !open.isExact) }
  }

  /// The requests of which the log has no end.
  private var unended: (names: [(ExactText?, RequestCount)], isExact: Bool) {
    guard !received.isEmpty || !started.isEmpty else { return ([], true) }
    guard let received = receivedIDs.missing(from: endedIDs),
      let started = startedIDs.isEmpty ? [] : startedIDs.missing(from: endedIDs)
    else { return (surplus, false) }
    var names: [UInt64: ExactText] = [:]
    for name in self.received.names.keys { names[StageSketch.hash(name.text.utf8)] = name }
    for name in self.started.names.keys { names[StageSketch.hash(name.text.utf8)] = name }
    var ids: Set<UInt64> = []
    let counts = (received + started).compactMap { request -> (ExactText?, RequestCount)? in
      guard ids.insert(request.id).inserted else { return nil }
      var count = RequestCount()
      count.add(
        .unknown,
        request.microseconds == 0 ? nil : Timestamp(microseconds: request.microseconds))
      return (names[request.name], count)
    }
    return (counts, true)
  }

  /// By how much there are more events of a stage than of the last, where it cannot be told of
  /// which requests they are.
  private var surplus: [(ExactText?, RequestCount)] {
    let all = Set(received.names.keys).union(started.names.keys)
    guard received.together == nil, started.together == nil, ended.together == nil else {
      let most = max(received.sum.total, started.sum.total) - ended.sum.total
      return most > 0 ? [(nil, Self.count(most, received.sum, started.sum))] : []
    }
    return all.compactMap { name in
      let counts = [received.names[name], started.names[name]].compactMap(\.self)
      let most = (counts.map(\.total).max() ?? 0) - (ended.names[name]?.total ?? 0)
      return most > 0 ? (name, Self.count(most, counts[0], counts[counts.count - 1])) : nil
    }
  }

  private static func count(
    _ number: Int, _ left: RequestCount, _ right: RequestCount
  ) -> RequestCount {
    var times = left
    times.add(right)
    return RequestCount([.unknown: number], first: times.first, last: times.last)
  }
}

extension NameTable {
  fileprivate init(name: ExactText?, _ count: RequestCount) {
    self.init(
      names: name.map { [$0: count] } ?? [:], together: name == nil ? count : nil)
  }

  /// Whatever the name.
  var sum: RequestCount {
    together ?? names.values.reduce(into: RequestCount()) { $0.add($1) }
  }
}
