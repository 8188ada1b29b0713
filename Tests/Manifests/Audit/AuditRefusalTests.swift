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

  /// Since 1.35 a WebSocket into a pod asks for create besides get.
  @Test func aStreamIntoAPodLacksCreate() throws {
    let event = try Self.event(
      "get", #"{"resource":"pods","namespace":"x","name":"a","subresource":"exec"}"#,
      message: #"pods "a" is forbidden: "#)
    let asked = ResourceRequest(
      verb: "create", apiGroup: "", resource: "pods", subresource: "exec", namespace: "x",
      name: "a")
    #expect(event.besides.map(\.request) == [.resource(asked)])
    #expect(event.outcome == .failed)
  }

  @Test func whoDeletesWhatCannotBeReadNeedsThatRight() throws {
    let event = try Self.event(
      "delete", #"{"resource":"secrets","namespace":"x","name":"a"}"#,
      message: """
        secrets "a" is forbidden: not permitted to do "unsafe-delete-ignore-read-errors", reason: \

        """)
    let asked = ResourceRequest(
      verb: "unsafe-delete-ignore-read-errors", apiGroup: "", resource: "secrets",
      namespace: "x", name: "a")
    #expect(event.besides.map(\.request) == [.resource(asked)])
    #expect(event.besides.map(\.outcome) == [.refused])
  }

  /// Admission refuses with the same status; where the decision is not in the log, its words say
  /// that the authorizer was not it.
  @Test(arguments: [
    #"pods "a" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2"#,
    #"admission webhook "w.example.com" denied the request: no"#,
    #"pods "a" is forbidden: violates PodSecurity "restricted:latest": privileged"#,
    #"namespaces "a" is forbidden: this namespace may not be deleted"#,
    """
    pods "a" is forbidden: unable to create new content in namespace x because it is being \
    terminated
    """,
  ])
  func admissionIsNoRefusalOfTheAuthorizer(message: String) throws {
    for annotations in [#","annotations":{"authorization.k8s.io/decision":"allow"}"#, ""] {
      let text = message.replacing("\"", with: "\\\"")
      let line = AuditText.event(
        verb: "create", more: #","responseStatus":{"code":403,"message":"\#(text)"}\#(annotations)"#
      )
      let event = try #require(try AuditText.content(of: line).events.first)
      #expect(event.outcome == .failed)
      #expect(event.besides.isEmpty && event.demands.isEmpty)
    }
  }

  private static func policy(_ verb: String, _ resource: String, _ message: String) throws
    -> AuditEvent
  {
    try Self.event(
      verb, #"{"resource":"\#(resource)","apiGroup":"admissionregistration.k8s.io"}"#, code: 422,
      message: message)
  }

  /// Validation says it of a field.
  @Test(arguments: [
    ("ConfigMap", "v1", "", "configmaps"), ("Policy", "x.io/v1", "x.io", "policies"),
    ("Ingress", "networking.k8s.io/v1", "networking.k8s.io", "ingresses"),
  ])
  func whoWritesAPolicyLacksItsParameters(
    kind: String, version: String, group: String, resource: String
  ) throws {
    let event = try Self.policy(
      "create", "validatingadmissionpolicies",
      """
      ValidatingAdmissionPolicy.admissionregistration.k8s.io "a" is invalid: spec.paramKind: \
      Forbidden: user &{u 1 [system:authenticated] map[]} must have "get" permission on all objects \
      of the referenced paramKind (kind=\(kind), apiVersion=\(version))
      """)
    #expect(event.outcome == .failed)
    let rule = PolicyRule(apiGroups: [group], resources: [resource], verbs: ["get"])
    #expect(
      event.demands == [
        AuditDemand(
          purpose: "write ValidatingAdmissionPolicy 'a'",
          rules: [ScopedRule(rule: rule, scope: .cluster)], isRefused: true)
      ])
  }

  @Test func whoBindsAPolicyLacksAnObjectThatIsNotNamed() throws {
    let event = try Self.policy(
      "update", "mutatingadmissionpolicybindings",
      """
      MutatingAdmissionPolicyBinding.admissionregistration.k8s.io "b" is invalid: spec.paramRef: \
      Forbidden: user &{u 1 [g] map[]} does not have "get" permission on the object referenced by \
      paramRef
      """)
    #expect(event.demands.map(\.isUndetermined) == [true])
    #expect(event.demands.map(\.isRefused) == [true])
    #expect(event.demands.first?.purpose.contains("MutatingAdmissionPolicyBinding 'b'") == true)
  }

  /// The authorizer's own sentence in a field's error; not one that somebody else's value holds.
  @Test func aClaimsStatusLacksItsPart() throws {
    func event(_ user: String, _ start: String) throws -> AuditEvent {
      try Self.event(
        "update",
        #"{"resource":"resourceclaims","namespace":"x","name":"c","subresource":"status","#
          + #""apiGroup":"resource.k8s.io"}"#, code: 422,
        message: """
          ResourceClaim.resource.k8s.io "c" is invalid: status.allocation: \(start)User "\(user)" \
          cannot update resource "resourceclaims/binding" in API group "resource.k8s.io" in the \
          namespace "x"
          """)
    }
    let asked = ResourceRequest(
      verb: "update", apiGroup: "resource.k8s.io", resource: "resourceclaims",
      subresource: "binding", namespace: "x")
    let lacking = try event("u", "Forbidden: ")
    #expect(
      lacking.besides == [
        AuditEvent.Asked(user: "u", request: .resource(asked), outcome: .refused)
      ])
    #expect(try event("admin", "Forbidden: ").besides.isEmpty)
    #expect(try event("u", "Invalid value: ").besides.isEmpty)
  }

  /// What validation forbids otherwise is nobody's right.
  @Test func aFieldThatMayNotChangeIsNoRefusal() throws {
    let event = try Self.event(
      "patch", #"{"resource":"pods","namespace":"x","name":"a"}"#, code: 422,
      message:
        #"Pod "a" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added"#)
    #expect(event.outcome == .failed)
    #expect(event.besides.isEmpty && event.demands.isEmpty)
  }

  @Test func whatRecordCouldNotFindOutIsReadAgain() throws {
    let demand = AuditDemand(purpose: "what it takes", rules: [], isUndetermined: true)
    let text = #"[{\"purpose\":\"what it takes\",\"rules\":[],\"undetermined\":true}]"#
    let event = try Self.event(
      "create", Self.object("rolebindings", in: "x"), code: 201, message: "",
      more: #","rolefit.io/asked":"\#(text)""#)
    #expect(event.demands == [demand])
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
