// SPDX-License-Identifier: Apache-2.0

import RBAC

extension AuditEventFields {
  private static let rbac = "rbac.authorization.k8s.io"

  /// Whether the text of an error may say what was refused besides the request.
  static func mayRefuse(code: Int, resource: some Collection<UInt8>) -> Bool {
    code == 403 || code == 422
      || (code == 404 && resource.suffix(12).elementsEqual("rolebindings".utf8))
  }

  /// A request that was allowed and refused all the same was asked for something else on its way:
  /// to impersonate, to create what it updates, to hold what it hands on.
  func addRefusals(to event: inout AuditEvent, _ denials: DenialScanner) {
    guard decision != "forbid", !message.isEmpty else { return }
    switch code {
    case 404: return addUnheldBinding(to: &event)
    case 422: return addInvalid(to: &event, denials)
    case 403: break
    default: return
    }
    for denial in denials.denials(in: message) {
      switch denial {
      case .unauthorized(let denial): add(denial, to: &event)
      case .unclear(let denial):
        allowed(&event)
        if case .noReason = denial.topic { addCreation(to: &event) }
      case .other(let refusal):
        allowed(&event)
        if refusal.cause == .escalation, let demand = demand(refusal) {
          event.demands.append(demand)
        }
      }
    }
  }

  /// Where the decision is not in the log, an answer that names something else, as admission's
  /// does, says that the request itself was allowed.
  private func allowed(_ event: inout AuditEvent) {
    if event.outcome == .refused { event.outcome = .failed }
  }

  private func add(_ denial: Denial.Unauthorized, to event: inout AuditEvent) {
    var asked = denial.request
    if !denial.saysNamespace, case .resource(var request) = asked, let object {
      request.namespace = object.namespace
      asked = .resource(request)
    }
    guard asked != event.request else { return }
    allowed(&event)
    // Since 1.35 as `impersonate:MODE` and `impersonate-on:MODE:VERB`.
    if case .resource(let request) = asked, request.verb.hasPrefix("impersonate") {
      event.isAsked = false
      event.outcome = .unknown
    }
    event.besides.append(
      AuditEvent.Asked(
        user: denial.user.isEmpty ? event.actingUser : denial.user, request: asked,
        outcome: .refused))
  }

  /// Of an object that a patch or an update would make the server gives the authorizer's reason
  /// alone, which RBAC leaves empty; and so of a WebSocket into a pod, since 1.35.
  ///
  /// Source: k8s.io/apiserver, `withAuthorization` in pkg/endpoints/handlers/update.go;
  /// kubernetes/kubernetes, pkg/registry/core/pod/rest/subresources.go.
  private func addCreation(to event: inout AuditEvent) {
    guard case .resource(var request) = event.request else { return }
    let isChange = request.subresource.isEmpty && (verb == "patch" || verb == "update")
    let isStream =
      verb == "get" && request.resource == "pods" && request.apiGroup.isEmpty
      && ["exec", "attach", "portforward"].contains(request.subresource)
    guard isChange || isStream else { return }
    request.verb = "create"
    event.besides.append(
      AuditEvent.Asked(user: event.actingUser, request: .resource(request), outcome: .refused))
  }

  /// What the writer of a role or a binding lacks.
  private func demand(_ refusal: Denial.Refusal) -> AuditDemand? {
    guard let object, object.apiGroup == Self.rbac else { return nil }
    let scope: Scope = object.namespace.isEmpty ? .cluster : .namespace(object.namespace)
    var rules = refusal.notHeld.map { ScopedRule(rule: $0, scope: scope) }
    if refusal.text.contains("aggregationRule") {
      // Nobody is given everything for it.
      rules = [rule("escalate", object.resource, request.nameIfAny, scope)]
    }
    return rules.isEmpty
      ? nil : AuditDemand(purpose: "write \(title(object))", rules: rules, isRefused: true)
  }

  /// The name in `clusterroles.rbac.authorization.k8s.io "a" is forbidden`, or the URL's.
  private func title(_ object: ResourceRequest) -> String {
    let said = message.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    let name = said.count == 3 && said[2].hasPrefix(" is forbidden") ? String(said[1]) : object.name
    return ObjectReference(
      kind: Self.kind(object.resource), namespace: object.namespace, name: name
    ).title
  }

  private static func kind(_ resource: String) -> String {
    switch resource {
    case "roles": "Role"
    case "clusterroles": "ClusterRole"
    case "rolebindings": "RoleBinding"
    default: "ClusterRoleBinding"
    }
  }

  /// Who binds a role that is not there, and may not bind whatever it will be, is told that there
  /// is none.
  ///
  /// Source: kubernetes/kubernetes, `Create` in pkg/registry/rbac/rolebinding/policybased.
  private func addUnheldBinding(to event: inout AuditEvent) {
    guard let object, object.apiGroup == Self.rbac, object.resource.hasSuffix("rolebindings"),
      ["create", "update", "patch"].contains(verb)
    else { return }
    for resource in ["clusterroles", "roles"] {
      guard let start = message.firstRange(of: "\(resource).\(Self.rbac) \"")?.upperBound,
        let end = message[start...].firstRange(of: "\" not found")?.lowerBound
      else { continue }
      let name = String(message[start..<end])
      let scope: Scope = object.namespace.isEmpty ? .cluster : .namespace(object.namespace)
      let role = ObjectReference(
        kind: Self.kind(resource), namespace: resource == "roles" ? object.namespace : "",
        name: name)
      let place = scope.namespace.map { " in namespace '\($0)'" } ?? ""
      event.demands.append(
        AuditDemand(
          purpose: "bind \(role.title)\(place)", rules: [rule("bind", resource, name, scope)],
          isRefused: true))
      return
    }
  }

  private func rule(
    _ verb: String, _ resource: String, _ name: String, _ scope: Scope
  ) -> ScopedRule {
    ScopedRule(
      rule: PolicyRule(
        apiGroups: [Self.rbac], resources: [resource], resourceNames: name.isEmpty ? [] : [name],
        verbs: [verb]), scope: scope)
  }
}

extension AuditEventFields {
  private static let admission = "admissionregistration.k8s.io"

  /// Validation asks, too, and says so as of a field that is not valid: for the parameters of
  /// admission policies, and since 1.36 for parts of a ResourceClaim's status. Other values that it
  /// forbids are nobody's right.
  ///
  /// Source: kubernetes/kubernetes, authz.go of pkg/registry/admissionregistration's policies and
  /// bindings, and pkg/registry/resource/resourceclaim/strategy.go.
  private func addInvalid(to event: inout AuditEvent, _ denials: DenialScanner) {
    guard let object, let start = message.firstRange(of: ": Forbidden: ")?.upperBound else {
      return
    }
    let reason = message[start...]
    if object.apiGroup == Self.admission, reason.hasPrefix("user ") {
      if let demand = parameters(in: reason, of: object) { event.demands.append(demand) }
    } else if reason.hasPrefix("User \"") {
      for case .unauthorized(let denial) in denials.denials(in: String(reason))
      where denial.user == event.actingUser {
        add(denial, to: &event)
      }
    }
  }

  private func parameters(
    in reason: Substring, of object: ResourceRequest
  ) -> AuditDemand? {
    let said = message.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    let kind = message.prefix { $0 != "." }
    let title = "\(kind) '\(said.count == 3 ? String(said[1]) : object.name)'"
    if reason.contains("\"get\" permission on the object referenced by paramRef") {
      return AuditDemand(
        purpose: "what mends the refusal to write \(title): get on the object that its paramRef "
          + "names, whose kind the answer does not say", rules: [], isRefused: true,
        isUndetermined: true)
    }
    guard reason.contains("\"get\" permission on all objects"),
      let kindStart = reason.firstRange(of: "(kind=")?.upperBound,
      let versionStart = reason[kindStart...].firstRange(of: ", apiVersion=")
    else { return nil }
    let version = reason[versionStart.upperBound...].prefix { $0 != ")" }.split(separator: "/")
    let rule = PolicyRule(
      apiGroups: [version.count > 1 ? String(version[0]) : ""],
      resources: [Self.plural(String(reason[kindStart..<versionStart.lowerBound]))],
      verbs: ["get"])
    return AuditDemand(
      purpose: "write \(title)", rules: [ScopedRule(rule: rule, scope: .cluster)],
      isRefused: true)
  }

  /// What a kind's resource is called, as far as its name tells.
  ///
  /// Source: k8s.io/apimachinery, `UnsafeGuessKindToResource` in pkg/api/meta/restmapper.go.
  private static func plural(_ kind: String) -> String {
    let name = kind.lowercased()
    switch name.last {
    case _ where name.hasSuffix("endpoints"): return name
    case "s": return "\(name)es"
    case "y": return "\(name.dropLast())ies"
    default: return "\(name)s"
    }
  }
}

extension Request {
  fileprivate var nameIfAny: String {
    guard case .resource(let request) = self else { return "" }
    return request.name
  }
}
