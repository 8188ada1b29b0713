// SPDX-License-Identifier: Apache-2.0

package import Manifests
import RBAC

/// What audit logs add up to: who asked for what, how often and when.
///
/// Its memory grows with the kinds of requests, and not with their number. Joining two tallies is
/// associative and commutative, and a log that is cut at line ends adds up to the same in whatever
/// order its parts are joined.
package struct UsageTally: Sendable, Equatable {
  /// Whose requests of which kind.
  struct Key: Hashable, Sendable {
    var user: ExactText
    var kind: RequestKind
  }

  /// The requests of one kind and one user.
  ///
  /// A request counts once, whichever stages of it are in the log: when it ends. Of those that do
  /// not, sketches tell which they are.
  struct Group: Sendable, Equatable {
    /// Those that ended, by what became of them.
    var ended = NameTable()
    /// Events of the other stages.
    var received = NameTable()
    var started = NameTable()
    var endedIDs = StageSketch()
    var receivedIDs = StageSketch()
    var startedIDs = StageSketch()
  }

  /// Audit events that were read, of whatever stage and user.
  package var events = 0
  /// Records that are no audit events.
  package var others = 0
  package var damaged = DamagedTally()
  /// Whether reading stopped before the end.
  package var isInterrupted = false
  var groups: [Key: Group] = [:]
  /// What was asked for what a user wrote.
  var demands: [ExactText: DemandTable] = [:]
  /// What anybody asked for, wherever.
  var kinds: Set<RequestKind> = []

  package init() {}

  /// Takes an event in.
  ///
  /// - Parameter counts: whether a user's requests are counted; of the others it is noted that
  ///   there are such requests.
  package mutating func add(_ event: AuditEvent, counts: (_ user: String) -> Bool = { _ in true }) {
    events += 1
    let kind = RequestKind(event.request)
    kinds.insert(kind.anywhere)
    let name = event.request.nameInKind
    let sender = Key(user: ExactText(event.user), kind: kind)
    let actor = Key(user: ExactText(event.actingUser), kind: kind)
    switch event.stage {
    case .requestReceived:
      // Whom the sender acts as is not known yet.
      guard counts(event.user) else { return }
      groups[sender, default: Group()].received.add(name, .unknown, event.time)
      groups[sender, default: Group()].receivedIDs.add(
        id: event.id, name: name, time: event.time)
    case .responseStarted:
      guard counts(event.actingUser) else { return }
      groups[actor, default: Group()].started.add(name, .unknown, event.time)
      groups[actor, default: Group()].startedIDs.add(id: event.id, name: name, time: event.time)
    case .responseComplete, .panic:
      for asked in event.asked {
        let kind = RequestKind(asked.request)
        kinds.insert(kind.anywhere)
        guard counts(asked.user) else { continue }
        groups[Key(user: ExactText(asked.user), kind: kind), default: Group()].ended.add(
          asked.request.nameInKind, asked.outcome, event.time)
      }
      if !event.demands.isEmpty, counts(event.actingUser) {
        for demand in event.demands {
          demands[ExactText(event.actingUser), default: DemandTable()].add(
            demand, for: event.request)
        }
      }
      for key in Set([sender, actor]) where counts(key.user.text) {
        groups[key, default: Group()].endedIDs.add(id: event.id, name: name, time: event.time)
      }
    }
  }

  /// Joins what other logs add up to.
  package mutating func add(_ other: UsageTally) {
    events += other.events
    others += other.others
    damaged.add(other.damaged)
    isInterrupted = isInterrupted || other.isInterrupted
    kinds.formUnion(other.kinds)
    for (key, group) in other.groups { groups[key, default: Group()].add(group) }
    for (user, table) in other.demands { demands[user, default: DemandTable()].add(table) }
  }

  /// Everybody whose requests were counted, with how many those are, sorted by name.
  package var users: [(name: String, count: Int)] {
    var counts: [ExactText: Int] = [:]
    for (key, group) in groups {
      let count = group.seen.reduce(0) { $0 + $1.count.total }
      if count > 0 { counts[key.user, default: 0] += count }
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }
}

extension UsageTally.Group {
  mutating func add(_ other: Self) {
    ended.add(other.ended)
    received.add(other.received)
    started.add(other.started)
    endedIDs.add(other.endedIDs)
    receivedIDs.add(other.receivedIDs)
    startedIDs.add(other.startedIDs)
  }
}

/// Records that could not be read.
package struct DamagedTally: Sendable, Equatable {
  /// More than this many are not named.
  package static let limit = 100

  package private(set) var count = 0
  /// The smallest hashes, sorted.
  package private(set) var records: [DamagedRecord] = []

  package init() {}

  package init(count: Int, records: [DamagedRecord]) {
    self.count = count
    self.records = Array(Set(records).sorted().prefix(Self.limit))
  }

  package mutating func add(_ record: DamagedRecord) {
    add(DamagedTally(count: 1, records: [record]))
  }

  mutating func add(_ other: DamagedTally) {
    guard other.count > 0 else { return }
    self = DamagedTally(count: count + other.count, records: records + other.records)
  }
}
