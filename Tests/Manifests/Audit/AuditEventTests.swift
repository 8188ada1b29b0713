// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC
import Testing

/// What an event says was asked of the authorizer.
struct AuditEventTests {
  private static func event(_ line: String) throws -> AuditEvent {
    let content = try AuditText.content(of: line)
    return try #require(content.events.first, "\(content)")
  }

  private static func resource(
    _ verb: String, _ resource: String, group: String = "", sub: String = "", in namespace: String,
    named name: String
  ) -> Request {
    .resource(
      ResourceRequest(
        verb: verb, apiGroup: group, resource: resource, subresource: sub, namespace: namespace,
        name: name))
  }

  /// The server completes `objectRef` with the name of what a request makes.
  @Test func aCreateNamesNothing() throws {
    let event = try Self.event(
      AuditText.event(verb: "create", uri: "/api/v1/namespaces/x/pods?fieldManager=k"))
    #expect(event.request == Self.resource("create", "pods", in: "x", named: ""))
  }

  @Test func aCreateOfASubresourceNamesItsObject() throws {
    let event = try Self.event(
      AuditText.event(
        verb: "create", uri: "/api/v1/namespaces/x/pods/p/eviction",
        object: #"{"resource":"pods","subresource":"eviction","namespace":"x","name":"p"}"#))
    #expect(
      event.request == Self.resource("create", "pods", sub: "eviction", in: "x", named: "p"))
  }

  @Test func aClusterScopedCreateHasNoNamespace() throws {
    let event = try Self.event(
      AuditText.event(
        verb: "create", uri: "/api/v1/namespaces",
        object: #"{"resource":"namespaces","namespace":"n","name":"n"}"#))
    #expect(event.request == Self.resource("create", "namespaces", in: "", named: ""))
  }

  @Test func aListByNameKeepsTheName() throws {
    let event = try Self.event(
      AuditText.event(
        verb: "watch",
        uri: "/api/v1/namespaces/x/pods?fieldSelector=metadata.name%3Dp&watch=true"))
    #expect(event.request == Self.resource("watch", "pods", in: "x", named: "p"))
  }

  @Test(arguments: ["/metrics?x=y", "/met%72ics"])
  func aPathIsWithoutItsQueryAndEscapes(uri: String) throws {
    let event = try Self.event(AuditText.event(uri: uri, object: nil))
    #expect(event.request == .nonResource(NonResourceRequest(verb: "get", path: "/metrics")))
  }

  @Test(arguments: [
    (#","responseStatus":{"code":200}"#, AuditEvent.Outcome.succeeded),
    (#","responseStatus":{"code":404}"#, .failed),
    (#","responseStatus":{"code":403}"#, .refused),
    (
      #","responseStatus":{"code":403},"annotations":{"authorization.k8s.io/decision":"forbid"}"#,
      .refused
    ),
    (
      #","responseStatus":{"code":403},"annotations":{"authorization.k8s.io/decision":"allow"}"#,
      .failed
    ),
    ("", .unknown),
  ])
  func theOutcomeIsTheAuthorizersAndTheServers(
    more: String, outcome: AuditEvent.Outcome
  ) throws {
    #expect(try Self.event(AuditText.event(more: more)).outcome == outcome)
  }

  @Test func whoActsAsAnotherIsAskedWhetherHeMay() throws {
    let event = try Self.event(
      AuditText.event(
        user: "admin",
        more: #","impersonatedUser":{"username":"system:serviceaccount:a:b","groups":"#
          + #"["system:serviceaccounts","system:serviceaccounts:a","system:authenticated","g"]},"#
          + #""responseStatus":{"code":200}"#))
    #expect(event.actingUser == "system:serviceaccount:a:b")
    #expect(
      event.besides == [
        AuditEvent.Asked(
          user: "admin",
          request: Self.resource("impersonate", "serviceaccounts", in: "a", named: "b"),
          outcome: .succeeded),
        AuditEvent.Asked(
          user: "admin", request: Self.resource("impersonate", "groups", in: "", named: "g"),
          outcome: .succeeded),
      ])
  }

  /// Since Kubernetes 1.35 the log says which mode allowed it.
  @Test(arguments: [
    (
      "jane", "user-info",
      [
        "impersonate:user-info users jane", "impersonate:user-info groups g",
        "impersonate:user-info uids 7",
      ]
    ),
    (
      "system:serviceaccount:a:b", "serviceaccount",
      ["impersonate:serviceaccount serviceaccounts b"]
    ),
    ("system:node:n1", "arbitrary-node", ["impersonate:arbitrary-node nodes n1"]),
    ("system:node:n1", "associated-node", ["impersonate:associated-node nodes *"]),
  ])
  func whoActsAsAnotherInAModeIsAskedForThatMode(
    other: String, mode: String, expected: [String]
  ) throws {
    let more = other == "jane" ? #","groups":["g","system:authenticated"],"uid":"7""# : ""
    let event = try Self.event(
      AuditText.event(
        user: "admin",
        more:
          #","impersonatedUser":{"username":"\#(other)"\#(more)},"responseStatus":{"code":200},"#
          + #""authenticationMetadata":{"impersonationConstraint":"impersonate:\#(mode)"}"#))
    let asked = event.besides.map { asked in
      guard asked.user == "admin", case .resource(let request) = asked.request else { return "" }
      return "\(request.verb) \(request.resource) \(request.name)"
    }
    #expect(asked == expected + ["impersonate-on:\(mode):get pods p"])
  }

  /// The server refuses to impersonate before it asks about the request itself.
  @Test func aRefusalToImpersonateIsReadFromTheAnswer() throws {
    let message =
      #"users \"jane\" is forbidden: User \"u\" cannot impersonate resource \"users\" in API group "#
      + #"\"\" at the cluster scope"#
    let event = try Self.event(
      AuditText.event(
        more: #","responseStatus":{"status":"Failure","code":403,"message":"\#(message)"}"#))
    #expect(event.outcome == .unknown && !event.isAsked)
    #expect(
      event.asked == [
        AuditEvent.Asked(
          user: "u", request: Self.resource("impersonate", "users", in: "", named: "jane"),
          outcome: .refused)
      ])
  }

  @Test(arguments: [
    #"{"auditID":"1","stage":"ResponseComplete","user":{"username":"u"},"requestURI":"/x"}"#,
    #"{"auditID":"1","stage":"Later","verb":"get","user":{"username":"u"},"requestURI":"/x"}"#,
    #"{"auditID":"1","stage":"ResponseComplete","verb":"get","requestURI":"/x"}"#,
    #"{"auditID":"1","stage":"ResponseComplete","verb":"get","user":{"username":"u"}}"#,
  ])
  func anEventThatSaysTooLittleIsDamaged(line: String) throws {
    #expect(try AuditText.content(of: line).damaged.count == 1)
  }

  @Test(arguments: [
    #"{"kind":"Event","apiVersion":"v1","message":"Scaled up replica set web-1 to 3"}"#,
    #"{"log":"I1122 08:32:03.366009 1 server.go:1] started"}"#, "1", "{}",
    #"{"protoPayload":{"methodName":"google.container.v1.ClusterManager.GetCluster"}}"#,
  ])
  func whatIsNoEventIsOther(line: String) throws {
    let content = try AuditText.content(of: line)
    #expect(content == AuditText.Content(others: 1))
  }
}
