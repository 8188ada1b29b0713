// SPDX-License-Identifier: Apache-2.0

import Foundation
import Manifests
import RBAC
import TestSupport
import Testing
import YAMLSyntax

@testable import Analysis

/// What logs add up to does not depend on how they are cut, nor on the order of the parts.
struct UsageTallyTests {
  /// A log with requests of all stages, made at random; some have not ended, some had begun before.
  private static func events(
    _ count: Int, seed: UInt64, purposes: Int = 6
  ) -> [AuditEvent] {
    var random = RandomSource(seed: seed)
    var events: [AuditEvent] = []
    for number in 0..<count {
      let verb = ["get", "list", "watch"].randomElement(using: &random) ?? "get"
      let name = verb == "get" ? "p\(Int.random(in: 0..<4, using: &random))" : ""
      let outcomes = AuditEvent.Outcome.allCases
      var event = AuditEvent(
        id: "id-\(seed)-\(number)", stage: .responseComplete,
        user: "u\(Int.random(in: 0..<2, using: &random))",
        request: .resource(
          ResourceRequest(
            verb: verb, apiGroup: "", resource: "pods",
            namespace: "n\(Int.random(in: 0..<2, using: &random))", name: name)),
        outcome: outcomes.randomElement(using: &random) ?? .unknown,
        time: Timestamp(microseconds: Int64(number) * 1_000))
      if number % 11 == 0 {
        event.request = .nonResource(NonResourceRequest(verb: "get", path: "/p\(number % 3)"))
      }
      if number % 17 == 0 { event.impersonatedUser = "u9" }
      if number % 5 == 0 || purposes > 6 {
        event.demands = [demand(number, purposes: purposes, &random)]
      }
      let isLong = verb == "watch"
      // A few begin or end outside of the log.
      let hasStart = number % 29 != 3
      let hasEnd = number % 31 != 5
      for stage in [AuditEvent.Stage.requestReceived, .responseStarted, .responseComplete] {
        if stage == .responseStarted, !isLong { continue }
        guard stage == .responseComplete ? hasEnd : hasStart else { continue }
        var part = event
        part.stage = stage
        if stage == .requestReceived { part.impersonatedUser = nil }
        if stage != .responseComplete { part.outcome = .unknown }
        events.append(part)
      }
    }
    return events.shuffled(using: &random)
  }

  /// What was asked for a write, for one of some purposes.
  private static func demand(
    _ number: Int, purposes: Int, _ random: inout RandomSource
  ) -> AuditDemand {
    let verbs = ["get", "list", "*"].filter { _ in Bool.random(using: &random) }
    let rule = PolicyRule(apiGroups: ["", "apps"], resources: ["pods"], verbs: verbs + ["watch"])
    return AuditDemand(
      purpose: "write \(Int.random(in: 0..<purposes, using: &random))",
      rules: [ScopedRule(rule: rule, scope: number % 2 == 0 ? .cluster : .namespace("n"))],
      instead: number % 3 == 0
        ? nil
        : .resource(
          ResourceRequest(verb: "bind", apiGroup: "g", resource: "roles", name: "\(number % 4)")),
      isRefused: number % 10 == 0, isUndetermined: number % 15 == 0)
  }

  private static func tally(_ events: some Sequence<AuditEvent>) -> UsageTally {
    var tally = UsageTally()
    for event in events { tally.add(event) }
    return tally
  }

  private static func text(_ tally: UsageTally) -> String {
    JSONEmitter.text(tally.document, pretty: false)
  }

  /// For every fourth, the purposes of what was asked for writes are too many to be told apart.
  @Test(arguments: 0..<20)
  func anyCutAndAnyOrderJoinToTheSameBytes(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let isMany = seed % 4 == 3
    let events = Self.events(isMany ? 400 : 200, seed: seed, purposes: isMany ? 5_000 : 6)
    let whole = Self.text(Self.tally(events))
    for parts in isMany ? [2, 7] : [2, 7, 79, 200] {
      var rest = events[...]
      var tallies: [UsageTally] = []
      while !rest.isEmpty {
        let size = max(1, Int.random(in: 0...(2 * events.count / parts), using: &random))
        tallies.append(Self.tally(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      tallies.shuffle(using: &random)
      // Joined in pairs, each of which is written and read again.
      while tallies.count > 1 {
        let place = Int.random(in: 0..<tallies.count - 1, using: &random)
        var joined = try Self.read(Self.text(tallies[place]))
        joined.add(try Self.read(Self.text(tallies[place + 1])))
        tallies.replaceSubrange(place...place + 1, with: [joined])
      }
      #expect(Self.text(tallies[0]) == whole, "seed \(seed), \(parts) parts")
    }
  }

  private static func read(_ text: String) throws -> UsageTally {
    var reader = JSONReader()
    let node = try #require(try reader.read(SourceText(name: "part", text: text)))
    return try UsageTally(node)
  }

  /// Every request counts once, whichever of its stages are in the log.
  @Test(arguments: 0..<20)
  func requestsCountOnce(seed: UInt64) {
    let events = Self.events(150, seed: seed).filter { $0.impersonatedUser == nil }
      .filter { event in !event.id.hasSuffix("0") || event.stage.isLast }
    let tally = Self.tally(events)
    for user in ["u0", "u1"] {
      let own = events.filter { $0.user == user }
      let seen = tally.seen(of: user)
      #expect(seen.allSatisfy { !$0.isAtLeast })
      var expected: [Request: Set<String>] = [:]
      for event in own { expected[event.request, default: []].insert(event.id) }
      let counts = Dictionary(uniqueKeysWithValues: seen.map { ($0.request, $0.count.total) })
      #expect(counts == expected.mapValues(\.count), "seed \(seed), \(user)")
      for seen in seen {
        let times = own.filter { $0.request == seen.request }.compactMap(\.time)
        #expect(seen.count.first == times.min())
        #expect(seen.count.last == times.max())
      }
    }
  }

  /// Where more requests are open than can be told apart, at least the most events of a stage are
  /// counted, and it is said.
  @Test func manyOpenRequestsAreCountedTogether() {
    let events = Self.events(4_000, seed: 1).filter {
      $0.stage == .requestReceived && $0.impersonatedUser == nil
    }
    let tally = Self.tally(events)
    let own = events.filter { $0.user == "u0" }
    #expect(tally.seen(of: "u0").reduce(0) { $0 + $1.count.total } == own.count)
    let ended = Self.tally(events.map { Self.ended($0) })
    var both = tally
    both.add(ended)
    #expect(
      both.seen(of: "u0").map(\.count.total) == ended.seen(of: "u0").map(\.count.total))
  }

  private static func ended(_ event: AuditEvent) -> AuditEvent {
    var event = event
    event.stage = .responseComplete
    event.outcome = .succeeded
    return event
  }

  /// Who may not act as another is asked nothing else; that ends the request all the same.
  @Test func aRequestThatWasNeverAskedIsNotCounted() {
    var event = AuditEvent(
      id: "1", stage: .requestReceived, user: "u",
      request: .resource(ResourceRequest(verb: "get", apiGroup: "", resource: "pods", name: "p")),
      outcome: .unknown, time: nil)
    var end = event
    end.stage = .responseComplete
    end.isAsked = false
    let other = Request.resource(
      ResourceRequest(verb: "impersonate", apiGroup: "", resource: "users", name: "v"))
    end.besides = [AuditEvent.Asked(user: "u", request: other, outcome: .refused)]
    let tally = Self.tally([event, end])
    #expect(tally.seen(of: "u").map(\.request) == [other])
    #expect(tally.seen(of: "u").map(\.count.refused) == [1])
    var timeline = UsageTimeline()
    timeline.add(event)
    timeline.add(end)
    #expect(timeline.entries(of: "u").map(\.request) == [other])
    event.id = "2"
    #expect(Self.tally([event]).seen(of: "u").map(\.request) == [event.request])
  }

  @Test func manyNamesAreCountedTogether() throws {
    func event(_ number: Int) -> AuditEvent {
      AuditEvent(
        id: "\(number)", stage: .responseComplete, user: "u",
        request: .resource(
          ResourceRequest(
            verb: "get", apiGroup: "", resource: "pods", namespace: "x", name: "p\(number)")),
        outcome: .succeeded, time: nil)
    }
    let limit = NameTable.limit
    #expect(Self.tally((0..<limit).map(event)).seen(of: "u").count == limit)
    let folded = Self.tally((0...limit).map(event))
    #expect(folded.seen(of: "u").map(\.isOfAnyName) == [true])
    #expect(folded.seen(of: "u").map(\.count.total) == [limit + 1])
    var joined = Self.tally((0..<200).map(event))
    joined.add(Self.tally((200...limit).map(event)))
    #expect(Self.text(joined) == Self.text(folded))
    #expect(Self.text(try Self.read(Self.text(joined))) == Self.text(folded))
  }

  /// What is quicker comes to the same.
  @Test func alikeEventsAreGathered() throws {
    let file = Repository.path("examples/audit.jsonl")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let received = text.split(separator: "ResponseComplete").joined(separator: "RequestReceived")
    var tally = UsageTally()
    var gatherer = UsageGatherer()
    var known = 0
    var reader = AuditLogReader()
    func take(_ reading: AuditLogReader.Reading) {
      switch reading {
      case .known(let template, let id, let time):
        known += 1
        tally.add(template.event(id: id, time: time))
        gatherer.add(template, id: id, time: time)
      case .event(let event):
        tally.add(event)
        gatherer.add(event)
      case .other, .damaged: Issue.record("the log is whole")
      }
    }
    try reader.feed(Array((text + received + text).utf8), take)
    try reader.finish(take)
    #expect(known == 3 * 79)
    #expect(Self.text(gatherer.finished()) == Self.text(tally))
  }

  @Test func usersThatAreNotCountedLeaveTheirKinds() {
    var tally = UsageTally()
    for event in Self.events(50, seed: 3) { tally.add(event) { $0 == "nobody" } }
    #expect(tally.users.isEmpty)
    #expect(tally.kinds == Self.tally(Self.events(50, seed: 3)).kinds)
  }

  @Test(arguments: [
    #"{"kind":"Usage"}"#, #"{"kind":"UsagePartial","schemaVersion":2}"#,
    #"{"kind":"UsagePartial","schemaVersion":1,"events":-1,"others":0}"#,
    #"{"kind":"UsagePartial","schemaVersion":1,"events":9223372036854775807,"others":0}"#,
    #"{"kind":"UsagePartial","schemaVersion":1,"events":0,"others":0,"kinds":[["get"]]}"#,
    #"{"kind":"UsagePartial","schemaVersion":1,"events":0,"others":0,"users":[{"name":"u","#
      + #""requests":[{"verb":"get","ended":{"names":[["n",[1,2]]]}}]}]}"#,
  ])
  func whatIsNoPartialResultIsRefused(text: String) {
    #expect(throws: UsageTally.ReadingError.self) { try Self.read(text) }
  }
}
