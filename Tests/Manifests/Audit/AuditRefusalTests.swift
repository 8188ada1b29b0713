// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC
import Testing

/// What the answer to a request that was allowed, and refused all the same, says was asked besides.
/// The messages are those of a real server.
struct AuditRefusalTests {
  private static func event(
    _ verb: String, _ object: String, code: Int = 403, message: String, more: String = ""
  ) throws -> AuditEvent {
    let text = message.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    let line = AuditText.event(
      verb: verb, uri: "/apis/g/v1/x", object: object,
      more: #","responseStatus":{"code":\#(code),"message":"\#(text)"},"#
        + #""annotations":{"authorization.k8s.io/decision":"allow"\#(more)}"#)
    return try #require(try AuditText.content(of: line).events.first)
  }

  private static func object(_ resource: String, in namespace: String = "") -> String {
    let place = namespace.isEmpty ? "" : #","namespace":"\#(namespace)""#
    return #"{"resource":"\#(resource)","apiGroup":"rbac.authorization.k8s.io"\#(place)}"#
  }

  @Test func whoWritesARoleLacksItsRules() throws {
    let event = try Self.event(
      "create", Self.object("roles", in: "x"),
      message: """
        roles.rbac.authorization.k8s.io "a" is forbidden: user "u" (groups=["g"]) is attempting to \
        grant RBAC permissions not currently held:
        {APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}
        """)
    #expect(event.outcome == .failed)
    #expect(
      event.demands == [
        AuditDemand(
          purpose: "write Role 'x/a'",
          rules: [
            ScopedRule(
              rule: PolicyRule(apiGroups: [""], resources: ["pods"], verbs: ["get", "list"]),
              scope: .namespace("x"))
          ], isRefused: true)
      ])
  }

  @Test func whoAggregatesRolesLacksEscalate() throws {
    let event = try Self.event(
      "create", Self.object("clusterroles"),
      message: """
        clusterroles.rbac.authorization.k8s.io "a" is forbidden: must have cluster-admin privileges \
        to use the aggregationRule
        """)
    #expect(event.demands.map(\.purpose) == ["write ClusterRole 'a'"])
    #expect(event.demands.first?.rules.map(\.rule.verbs) == [["escalate"]])
  }

  @Test func whoBindsARoleThatIsNotThereLacksBind() throws {
    let message = #"clusterroles.rbac.authorization.k8s.io "a" not found"#
    let event = try Self.event(
      "create", Self.object("rolebindings", in: "x"), code: 404, message: message)
    #expect(event.demands.map(\.purpose) == ["bind ClusterRole 'a' in namespace 'x'"])
    let rule = PolicyRule(
      apiGroups: ["rbac.authorization.k8s.io"], resources: ["clusterroles"], resourceNames: ["a"],
      verbs: ["bind"])
    #expect(event.demands.first?.rules == [ScopedRule(rule: rule, scope: .namespace("x"))])
    // What is read, or is not there itself, lacks nothing.
    for (verb, message) in [
      ("get", message), ("patch", #"rolebindings.rbac.authorization.k8s.io "b" not found"#),
    ] {
      let event = try Self.event(
        verb, Self.object("rolebindings", in: "x"), code: 404, message: message)
      #expect(event.demands.isEmpty)
    }
  }

  /// RBAC gives no reason.
  @Test(arguments: ["patch", "update"])
  func whatAChangeWouldMakeLacksCreate(verb: String) throws {
    let event = try Self.event(
      verb, #"{"resource":"configmaps","namespace":"x","name":"a"}"#,
      message: #"configmaps "a" is forbidden: "#)
    #expect(event.outcome == .failed)
    let asked = ResourceRequest(
      verb: "create", apiGroup: "", resource: "configmaps", namespace: "x", name: "a")
    #expect(
      event.besides == [
        AuditEvent.Asked(user: "u", request: .resource(asked), outcome: .refused)
      ])
  }

  @Test func theNamespaceOfWhatIsOwnedIsThatOfTheRequest() throws {
    let event = try Self.event(
      "patch", #"{"resource":"configmaps","namespace":"x","name":"a"}"#,
      message: """
        configmaps "a" is forbidden: cannot set an ownerRef on a resource you can't delete: , <nil>
        """)
    let asked = ResourceRequest(
      verb: "delete", apiGroup: "", resource: "configmaps", namespace: "x", name: "a")
    #expect(event.besides.map(\.request) == [.resource(asked)])
  }

  @Test func whatRecordFoundIsReadAgain() throws {
    let demand = AuditDemand(
      purpose: "bind Role 'x/a' in namespace 'x'",
      rules: [
        ScopedRule(
          rule: PolicyRule(
            apiGroups: ["g"], resources: ["r/s"], resourceNames: ["n"], verbs: ["v"]),
          scope: .namespace("x")),
        ScopedRule(rule: PolicyRule(verbs: ["get"], nonResourceURLs: ["/a"]), scope: .cluster),
      ],
      instead: .resource(
        ResourceRequest(
          verb: "bind", apiGroup: "g", resource: "r", subresource: "s", namespace: "x", name: "n")))
    let text =
      #"[{\"purpose\":\"bind Role 'x/a' in namespace 'x'\",\"rules\":[{\"namespace\":\"x\","#
      + #"\"apiGroups\":[\"g\"],\"resources\":[\"r/s\"],\"resourceNames\":[\"n\"],\"verbs\":[\"v\"]},"#
      + #"{\"nonResourceURLs\":[\"/a\"],\"verbs\":[\"get\"]}],\"instead\":{\"verb\":\"bind\","#
      + #"\"apiGroup\":\"g\",\"resource\":\"r\",\"subresource\":\"s\",\"namespace\":\"x\","#
      + #"\"name\":\"n\"}}]"#
    let event = try Self.event(
      "create", Self.object("rolebindings", in: "x"), code: 201, message: "",
      more: #","rolefit.io/asked":"\#(text)""#)
    #expect(event.demands == [demand])
  }

  @Test func anotherIsActedAsWithAllThatIsGiven() throws {
    let line = AuditText.event(
      more: #","impersonatedUser":{"username":"v","uid":"7","extra":{"k":["a","b"]}}"#
        + #","responseStatus":{"code":200}"#)
    let event = try #require(try AuditText.content(of: line).events.first)
    let asked = event.besides.map { asked in
      guard case .resource(let request) = asked.request else { return "" }
      return "\(request.verb) \(request.apiGroup) \(request.combinedResource) \(request.name)"
    }
    #expect(
      asked == [
        "impersonate  users v", "impersonate authentication.k8s.io uids 7",
        "impersonate authentication.k8s.io userextras/k a",
        "impersonate authentication.k8s.io userextras/k b",
      ])
  }
}
