// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Host
import KubernetesAPI
import Manifests
import RBAC
import YAMLSyntax

/// Notes what a command asks of a cluster, and asks a role about it.
final class Recorder: ProxyObserver {
  /// A role that is asked about every request.
  struct Candidate {
    var access: AgentAccess
    /// Whether what it does not allow is refused.
    var isEnforced: Bool
    /// Whether there is an object at a path; `nil` where the cluster does not say.
    var finds: (_ path: String) -> Bool?

    /// Whether the role allows a request; `nil` where nobody can tell.
    func allows(_ request: Request) -> Bool? {
      let decision = access.policy.decide(request, by: access.user)
      return decision.allowed ? true : decision.undetermined ? nil : false
    }
  }

  /// How often a request was asked that a role does not allow.
  private(set) var missing: [Request: Int] = [:]
  /// What nobody can say of the role.
  private(set) var undetermined: Set<Request> = []
  /// What somebody else than kubectl asked.
  private(set) var others: Set<Request> = []
  /// Events, one a line.
  private(set) var log: [UInt8] = []
  /// What was asked besides, for what was written.
  private(set) var writes = WriteNotes()

  private let user: String
  private let account: String?
  private let candidate: Candidate?
  private let server: KubernetesVersion?
  private let keepsLog: Bool
  private let rehearsal: WriteRehearsal?
  private let rehearsed = Rehearsed()
  private var reader = AuditLogReader()
  private var gatherer = UsageGatherer()
  private var count = 0
  private var marks = 0

  /// - Parameters:
  ///   - user: whose requests they are.
  ///   - account: whom requests are sent as, where that is not kubectl's user.
  ///   - rehearsal: finds out what writes are asked besides.
  init(
    user: String, as account: String?, candidate: Candidate?, server: KubernetesVersion?,
    keepsLog: Bool, rehearsal: WriteRehearsal? = nil
  ) {
    self.rehearsal = rehearsal
    self.user = user
    self.account = account
    self.candidate = candidate
    self.server = server
    self.keepsLog = keepsLog
  }

  /// Whether any request came.
  var hasSeenAny: Bool { count > 0 }

  /// What was asked.
  var tally: UsageTally { gatherer.finished() }

  private static let writing: Set<String> = ["POST", "PUT", "PATCH"]

  /// What a request asks for, as it was before this proxy added to it.
  private func recorded(_ request: inout ProxiedRequest) -> RecordedRequest {
    if let known = request.reading as? RecordedRequest { return known }
    let recorded = RecordedRequest(request, server)
    request.reading = recorded
    return recorded
  }

  func wantsBody(_ request: inout ProxiedRequest) -> Bool {
    guard let rehearsal else { return false }
    let recorded = recorded(&request)
    guard case .resource(let asked) = recorded.request, recorded.impersonatedUser == nil else {
      return false
    }
    return rehearsal.concerns(asked)
  }

  func preparation(of request: inout ProxiedRequest) -> (@Sendable () -> Void)? {
    marks += 1
    request.mark = marks
    // What only reads is asked nothing besides.
    guard candidate != nil || Self.writing.contains(request.method) else { return nil }
    let recorded = recorded(&request)
    guard case .resource(let asked) = recorded.request, recorded.impersonatedUser == nil else {
      return nil
    }
    // What is refused at once is not tried.
    if let candidate, candidate.isEnforced, candidate.allows(recorded.request) == false {
      return nil
    }
    var looksUp = false
    if let candidate, candidate.isEnforced,
      let creation = recorded.possibleCreation(request, server)
    {
      looksUp = candidate.allows(creation) == false
    }
    let rehearses = rehearsal?.concerns(asked) ?? false
    guard looksUp || rehearses else { return nil }
    var sent = request
    if let account { sent.head.set("Impersonate-User", account) }
    // Each request of them to the cluster has a connection of its own.
    nonisolated(unsafe) let (rehearsal, finds) = (rehearsal, looksUp ? candidate?.finds : nil)
    return { [rehearsed, sent] in
      let isThere = finds?(sent.path)
      // What is refused for want of create is not tried, either.
      let found = rehearses && isThere != false ? rehearsal?.checks(asked, sent) : nil
      rehearsed.put(Rehearsed.Result(found: found, isThere: isThere ?? nil), of: sent.mark)
    }
  }

  func willSend(_ request: inout ProxiedRequest) -> HTTPAnswer? {
    let rehearsed = rehearsed.take(request.mark)
    let asks = candidate != nil || rehearsed != nil
    let recorded = asks ? recorded(&request) : nil
    if let account, request.head.value("impersonate-user") == nil {
      request.head.set("Impersonate-User", account)
    }
    guard let recorded else { return nil }
    // What every client asks, every account may by default.
    for asked in recorded.asked where CommonRequest.reason(for: asked) == nil {
      if let refusal = refusal(of: asked) { return refusal }
    }
    // The server asks once it has found that there is none to change.
    if rehearsed?.isThere == false, let creation = recorded.possibleCreation(request, server) {
      _ = refusal(of: creation)
      // Of this refusal the server gives no reason.
      return ForbiddenAnswer(creation, user: user).answerWithoutReason
    }
    guard let found = rehearsed?.found else { return nil }
    return refusal(of: found, in: request, recorded)
  }

  /// Asks the role about a request; the answer where it does not allow it, and that counts.
  private func refusal(of asked: Request) -> HTTPAnswer? {
    guard let candidate else { return nil }
    guard let isAllowed = candidate.allows(asked) else {
      undetermined.insert(asked)
      return nil
    }
    guard !isAllowed else { return nil }
    missing[asked, default: 0] += 1
    return candidate.isEnforced ? ForbiddenAnswer(asked, user: user).answer : nil
  }

  /// Asks the role what is asked besides a write, for what is in it.
  private func refusal(
    of found: WriteChecks.Found, in request: ProxiedRequest, _ recorded: RecordedRequest
  ) -> HTTPAnswer? {
    guard case .resource(let asked) = recorded.request else { return nil }
    writes.expect(found, of: request.mark)
    guard let candidate else { return nil }
    for check in found.checks {
      guard let right = writes.ask(check, of: candidate.access, for: recorded.request),
        candidate.isEnforced
      else { continue }
      // Whose role it is, is as the run has it.
      let sender = User(name: user, groups: candidate.access.user.groups)
      return StatusAnswer(check, right, of: asked, name: found.name, user: sender).answer
    }
    return nil
  }

  func didAnswer(_ request: ProxiedRequest, _ answer: ProxiedAnswer) {
    var plain = request
    // What this proxy added is no part of what the client asked.
    if let account, plain.head.value("impersonate-user") == account {
      plain.head.remove("impersonate-user")
      // The client may have asked for the same itself.
      if recorded(&plain).impersonatedUser != nil { plain.reading = nil }
    }
    count += 1
    let recorded = recorded(&plain)
    let status = answer.head.status ?? 0
    let demands = writes.end(request.mark, succeeded: (200..<300).contains(status))
    note(
      RecordedEvent(
        plain, recorded, answer, user: user, id: "recorded-\(count)", demands: demands))
    // What is refused of them, the answer says.
    if status != 403 {
      for (number, asked) in recorded.besides.enumerated() {
        var besides = recorded
        besides.request = asked
        note(
          RecordedEvent(
            plain, besides, answer, user: user, id: "recorded-\(count)-\(number)", isOwn: true))
      }
    }
    if status == 201 { askAboutCreation(recorded) }
  }

  private func note(_ event: RecordedEvent) {
    let line = event.line
    if keepsLog { log += line }
    try? reader.feed(line) { take($0) }
  }

  private func take(_ reading: AuditLogReader.Reading) {
    switch reading {
    case .event(var event):
      // The server's message names its own user, whom this run may not know by that name.
      event.besides = event.besides.map {
        AuditEvent.Asked(
          user: $0.outcome == .refused ? event.user : $0.user, request: $0.request,
          outcome: $0.outcome)
      }
      gatherer.add(event)
      note(event)
    case .known(let template, let id, let time):
      gatherer.add(template, id: id, time: time)
      note(template.event)
    case .other, .damaged: break
    }
  }

  private func note(_ event: AuditEvent) {
    if !event.isKubectls { others.insert(event.request) }
  }

  /// A patch or an update that made an object needed the right to create it.
  private func askAboutCreation(_ recorded: RecordedRequest) {
    guard case .resource(var request) = recorded.request, recorded.impersonatedUser == nil,
      ["patch", "update"].contains(request.verb), request.subresource.isEmpty
    else { return }
    request.verb = "create"
    // It is made: nothing can be refused any more.
    _ = refusal(of: .resource(request))
  }
}
