// SPDX-License-Identifier: Apache-2.0

import RBAC
import YAMLSyntax

/// The fields of an audit.k8s.io event that say what was asked.
struct AuditEventFields {
  var id = ""
  var stage: AuditEvent.Stage
  var verb: String
  var uri = ""
  var user: String
  var impersonatedUser: String?
  var impersonatedGroups: [String] = []
  /// What else of that user's the sender gave: a `uid`, and `extra` by its key.
  var impersonatedDetails: [(resource: String, name: String)] = []
  /// The verb of the constrained impersonation that allowed it, `impersonate:user-info` for
  /// example; empty for `impersonate`.
  var constraint = ""
  var object: ResourceRequest?
  var code = 0
  /// The text of an error.
  var message = ""
  /// `authorization.k8s.io/decision`: `allow` or `forbid`; empty where nobody asked.
  var decision = ""
  /// What `record` found to be asked besides.
  var demands: [AuditDemand] = []
  /// Whether kubectl sent the request, by its own words.
  var isKubectls = false
  var time: Timestamp?

  /// What the `userAgent` of kubectl begins with. Source: k8s.io/client-go,
  /// `DefaultKubernetesUserAgent` in rest/config.go.
  static let kubectl = "kubectl/"

  init(verb: String, user: String, stage: AuditEvent.Stage) {
    self.verb = verb
    self.user = user
    self.stage = stage
  }

  /// Items of a list need not say what they are.
  static func isEvent(_ node: YAMLNode) -> Bool {
    guard node["auditID"] == nil else { return true }
    return node["apiVersion"]?.string?.hasPrefix("audit.k8s.io/") ?? false
      && node["kind"]?.string == "Event"
  }

  /// `nil` where it does not say who asked what.
  init?(_ node: YAMLNode) {
    guard let verb = node["verb"]?.string, !verb.isEmpty,
      let user = node["user"]?["username"]?.string,
      let stage = node["stage"]?.string.flatMap(AuditEvent.Stage.init)
    else { return nil }
    self.init(verb: verb, user: user, stage: stage)
    id = node["auditID"]?.string ?? ""
    uri = node["requestURI"]?.string ?? ""
    if let other = node["impersonatedUser"] {
      impersonatedUser = other["username"]?.string
      impersonatedGroups = other["groups"]?.elements.compactMap(\.string) ?? []
      if let uid = other["uid"]?.string, !uid.isEmpty { impersonatedDetails.append(("uids", uid)) }
      for entry in other["extra"]?.entries.map({ $0 }) ?? [] {
        impersonatedDetails += entry.value.elements.compactMap(\.string).map {
          ("userextras/\(entry.key.text ?? "")", $0)
        }
      }
    }
    constraint = node["authenticationMetadata"]?["impersonationConstraint"]?.string ?? ""
    if let reference = node["objectRef"], reference.kind == .mapping {
      func text(_ key: String) -> String { reference[key]?.string ?? "" }
      object = ResourceRequest(
        verb: verb, apiGroup: text("apiGroup"), resource: text("resource"),
        subresource: text("subresource"), namespace: text("namespace"), name: text("name"))
    }
    if let status = node["responseStatus"] {
      if case .integer(let number)? = status["code"]?.scalar { code = Int(number) }
      message = status["message"]?.string ?? ""
    }
    isKubectls = node["userAgent"]?.string?.hasPrefix(Self.kubectl) ?? false
    decision = node["annotations"]?["authorization.k8s.io/decision"]?.string ?? ""
    demands = node["annotations"]?[AuditDemand.annotation]?.string.map(AuditDemand.all) ?? []
    // Before audit.k8s.io/v1 there was one `timestamp`.
    let times = ["requestReceivedTimestamp", "stageTimestamp", "timestamp"]
    time = times.lazy.compactMap { node[$0]?.string }.first.flatMap { Timestamp($0) }
    // Requests for paths have none, or an empty one.
    if object?.resource.isEmpty ?? false { object = nil }
  }
}

extension AuditEventFields {
  /// The event; `nil` where nothing says what was asked.
  ///
  /// - Parameter denials: what reads the answer to a refused request.
  func event(_ denials: DenialScanner) -> AuditEvent? {
    guard object != nil || !uri.isEmpty else { return nil }
    var event = AuditEvent(
      id: id, stage: stage, user: user, impersonatedUser: impersonatedUser, request: request,
      outcome: outcome, time: time)
    event.isKubectls = isKubectls
    event.demands = demands
    if let created { event.besides.append(created) }
    if let impersonatedUser {
      event.besides +=
        constraint.isEmpty
        ? impersonations(of: impersonatedUser) : constrainedImpersonations(of: impersonatedUser)
    }
    addRefusals(to: &event, denials)
    return event
  }

  /// Whoever makes an object by a patch or an update is asked for create, too.
  ///
  /// Source: k8s.io/apiserver, `withAuthorization` in pkg/endpoints/handlers/create.go.
  private var created: AuditEvent.Asked? {
    guard code == 201, verb == "patch" || verb == "update", var object,
      object.subresource.isEmpty
    else { return nil }
    object.verb = "create"
    return AuditEvent.Asked(
      user: impersonatedUser ?? user, request: .resource(object), outcome: .succeeded)
  }

  private var outcome: AuditEvent.Outcome {
    if decision == "forbid" { return .refused }
    if code == 0 { return stage.isLast && decision == "allow" ? .succeeded : .unknown }
    if code == 403, decision.isEmpty { return .refused }
    return code >= 400 ? .failed : .succeeded
  }

  /// What the authorizer was asked for.
  ///
  /// `objectRef` is completed from the object that a request carries: where that is new, its name
  /// was in no URL, and the authorizer has not seen it. Source: k8s.io/apiserver,
  /// `LogRequestObject` in pkg/audit/request.go.
  var request: Request {
    let path = AuditPath(uri)
    guard var object else {
      return .nonResource(NonResourceRequest(verb: verb.lowercased(), path: path.decoded))
    }
    if object.verb == "deletecollection" { object.name = "" }
    if object.verb == "create" {
      if case .resource(let asked)? = path.request(verb), asked.resource == object.resource {
        if asked.name.isEmpty { object.name = "" }
        if asked.namespace.isEmpty { object.namespace = "" }
      } else if object.subresource.isEmpty {
        object.name = ""
      }
    }
    return .resource(object)
  }
}
