// SPDX-License-Identifier: Apache-2.0

import Host
import Manifests
import RBAC
import YAMLSyntax

/// A request that was seen and its answer, in the audit log's own form.
struct RecordedEvent {
  private let proxied: ProxiedRequest
  private let recorded: RecordedRequest
  private let answer: ProxiedAnswer
  private let user: String
  private let id: String
  private let demands: [AuditDemand]

  /// - Parameters:
  ///   - id: where the server says none.
  ///   - demands: what was asked for what is written.
  ///   - isOwn: whether the server has no event of it.
  init(
    _ proxied: ProxiedRequest, _ recorded: RecordedRequest, _ answer: ProxiedAnswer, user: String,
    id: String, demands: [AuditDemand] = [], isOwn: Bool = false
  ) {
    self.proxied = proxied
    self.recorded = recorded
    self.answer = answer
    self.user = user
    self.id = isOwn ? id : answer.head.value("audit-id") ?? id
    self.demands = demands
  }

  /// One line with its line feed.
  var line: [UInt8] { Array((JSONEmitter.text(value, pretty: false) + "\n").utf8) }

  private var value: YAMLValue {
    let time = Timestamp(microseconds: proxied.microseconds).description
    let refused = denial
    var fields: [(String, YAMLValue)] = [
      ("kind", .string("Event")), ("apiVersion", .string("audit.k8s.io/v1")),
      ("level", .string("Metadata")), ("auditID", .string(id)),
      ("stage", .string(AuditEvent.Stage.responseComplete.rawValue)),
      ("requestURI", .string(proxied.target)), ("verb", .string(verb)),
      ("user", .object([("username", .string(user))])),
    ]
    if let other = recorded.impersonatedUser, refused.map({ !$0.isImpersonation }) ?? true {
      fields.append(
        (
          "impersonatedUser",
          .object(
            [("username", .string(other)), ("groups", .strings(recorded.impersonatedGroups))]
              + recorded.impersonatedDetails)
        ))
    }
    if let agent = proxied.head.value("user-agent") {
      fields.append(("userAgent", .string(agent)))
    }
    if case .resource(let request) = recorded.request {
      fields.append(("objectRef", Self.reference(request, in: proxied.target)))
    }
    if code > 0 { fields.append(("responseStatus", .object(status))) }
    fields += [("requestReceivedTimestamp", .string(time)), ("stageTimestamp", .string(time))]
    // Who does not wait for an answer does not know what was decided; and who may not act as
    // another is asked nothing else.
    if code > 0, refused.map({ !$0.isImpersonation }) ?? true {
      fields.append(("annotations", .object(annotations(refused))))
    }
    return .object(fields)
  }

  private var status: [(String, YAMLValue)] {
    [("metadata", .object([]))] + (message.map { [("message", .string($0))] } ?? [])
      + [("code", .integer(Int64(code)))]
  }

  private func annotations(_ refused: Refused?) -> [(String, YAMLValue)] {
    let isRefused = refused.map { $0.request == recorded.request } ?? false
    let decision = (
      "authorization.k8s.io/decision", YAMLValue.string(isRefused ? "forbid" : "allow")
    )
    guard !demands.isEmpty else { return [decision] }
    let text = JSONEmitter.text(.sequence(demands.map(\.value)), pretty: false)
    return [decision, (AuditDemand.annotation, .string(text))]
  }

  private var code: Int { answer.head.status ?? 0 }

  private var verb: String {
    switch recorded.request {
    case .resource(let request): request.verb
    case .nonResource(let request): request.verb
    }
  }

  private static func reference(_ request: ResourceRequest, in target: String) -> YAMLValue {
    let parts = target.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3)
      .map { String(Substring($0)) }
    let version = parts.first == "api" ? parts.dropFirst().first : parts.dropFirst(2).first
    let fields = [
      ("resource", request.resource), ("namespace", request.namespace), ("name", request.name),
      ("apiGroup", request.apiGroup), ("apiVersion", version ?? ""),
      ("subresource", request.subresource),
    ]
    return .object(fields.filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) })
  }

  /// What an answer that says no says: the message of its Status, or, in another encoding, all of
  /// it that can be read.
  private var message: String? {
    guard code >= 400, !answer.text.isEmpty else { return nil }
    var reader = JSONReader()
    let source = SourceText(name: "answer", bytes: answer.text, firstLine: 1)
    let node = try? reader.read(source)
    // Other errors may be some program's behind the server.
    guard code == 403 || node?["kind"]?.string == "Status" || answer.text.starts(with: Self.packed)
    else { return nil }
    if let text = node?["message"]?.string { return text }
    let plain = answer.text.filter { (0x20..<0x7F).contains($0) }
    return String(decoding: plain, as: UTF8.self)
  }

  /// What the server's protobuf begins with.
  ///
  /// Source: k8s.io/apimachinery, `protoEncodingPrefix` in pkg/runtime/serializer/protobuf.
  private static let packed = [0x6B, 0x38, 0x73, 0x00] as [UInt8]

  private struct Refused {
    var request: Request
    var isImpersonation: Bool
  }

  /// What was refused by the authorizer, if anything was.
  private var denial: Refused? {
    guard code == 403, let message else { return nil }
    for case .unauthorized(let denial) in DenialScanner().denials(in: message) {
      if case .resource(let request) = denial.request, request.verb.hasPrefix("impersonate") {
        return Refused(request: denial.request, isImpersonation: true)
      }
      return Refused(request: denial.request, isImpersonation: false)
    }
    return nil
  }
}
