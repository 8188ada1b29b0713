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
  }

  /// How often a request was asked that a role does not allow.
  private(set) var missing: [Request: Int] = [:]
  /// What nobody can say of the role.
  private(set) var undetermined: Set<Request> = []
  /// Events, one a line.
  private(set) var log: [UInt8] = []

  private let user: String
  private let account: String?
  private let candidate: Candidate?
  private let server: KubernetesVersion?
  private let keepsLog: Bool
  private var reader = AuditLogReader()
  private var gatherer = UsageGatherer()
  private var count = 0

  /// - Parameters:
  ///   - user: whose requests they are.
  ///   - account: whom requests are sent as, where that is not kubectl's user.
  init(
    user: String, as account: String?, candidate: Candidate?, server: KubernetesVersion?,
    keepsLog: Bool
  ) {
    self.user = user
    self.account = account
    self.candidate = candidate
    self.server = server
    self.keepsLog = keepsLog
  }

  /// What was asked.
  var tally: UsageTally { gatherer.finished() }

  func willSend(_ request: inout ProxiedRequest) -> HTTPAnswer? {
    let recorded = RecordedRequest(request, server)
    if let account, recorded.impersonatedUser == nil {
      request.head.set("Impersonate-User", account)
    }
    guard let candidate else { return nil }
    // What every client asks, every account may by default.
    for asked in Self.asked(recorded) where CommonRequest.reason(for: asked) == nil {
      let decision = candidate.access.policy.decide(asked, by: candidate.access.user)
      if decision.allowed { continue }
      if decision.undetermined {
        undetermined.insert(asked)
        continue
      }
      missing[asked, default: 0] += 1
      if candidate.isEnforced { return ForbiddenAnswer(asked, user: user).answer }
    }
    guard candidate.isEnforced, let creation = recorded.possibleCreation(request, server) else {
      return nil
    }
    // The server asks once it has found that there is none to change.
    let decision = candidate.access.policy.decide(creation, by: candidate.access.user)
    let path = String(request.target.prefix { $0 != "?" })
    guard !decision.allowed, !decision.undetermined, candidate.finds(path) == false else {
      return nil
    }
    missing[creation, default: 0] += 1
    return ForbiddenAnswer(creation, user: user).answer
  }

  /// What the role has to allow: for what is sent as another, to act as that one.
  private static func asked(_ recorded: RecordedRequest) -> [Request] {
    guard let other = recorded.impersonatedUser else {
      return [recorded.request] + recorded.besides
    }
    let account = User(name: other).serviceAccount
    let users = ResourceRequest(
      verb: "impersonate", apiGroup: "", resource: account == nil ? "users" : "serviceaccounts",
      namespace: account?.namespace ?? "", name: account?.name ?? other)
    let groups = recorded.impersonatedGroups.map {
      ResourceRequest(verb: "impersonate", apiGroup: "", resource: "groups", name: $0)
    }
    return ([users] + groups).map(Request.resource)
  }

  func didAnswer(_ request: ProxiedRequest, _ answer: ProxiedAnswer) {
    var plain = request
    // What this proxy added is no part of what the client asked.
    if let account, plain.head.value("impersonate-user") == account {
      plain.head.remove("impersonate-user")
    }
    count += 1
    let recorded = RecordedRequest(plain, server)
    let event = RecordedEvent(plain, recorded, answer, user: user, id: "recorded-\(count)")
    let line = event.line
    if keepsLog { log += line }
    try? reader.feed(line) { take($0) }
    for asked in recorded.besides { add(asked, answer, plain) }
    if answer.head.status == 201, let candidate { askAboutCreation(recorded, candidate) }
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
    case .known(let template, let id, let time): gatherer.add(template, id: id, time: time)
    case .other, .damaged: break
    }
  }

  private func add(_ asked: Request, _ answer: ProxiedAnswer, _ request: ProxiedRequest) {
    gatherer.add(
      AuditEvent(
        id: "recorded-\(count)-besides", stage: .responseComplete, user: user, request: asked,
        outcome: answer.head.status == 403 ? .unknown : .succeeded,
        time: Timestamp(microseconds: request.microseconds)))
  }

  /// A patch or an update that made an object needed the right to create it.
  private func askAboutCreation(_ recorded: RecordedRequest, _ candidate: Candidate) {
    guard case .resource(var request) = recorded.request, recorded.impersonatedUser == nil,
      ["patch", "update"].contains(request.verb), request.subresource.isEmpty
    else { return }
    request.verb = "create"
    let asked = Request.resource(request)
    let decision = candidate.access.policy.decide(asked, by: candidate.access.user)
    if decision.undetermined {
      undetermined.insert(asked)
    } else if !decision.allowed {
      missing[asked, default: 0] += 1
    }
  }
}
