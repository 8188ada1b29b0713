// SPDX-License-Identifier: Apache-2.0

import RBAC

extension AuditEventFields {
  private static let rbac = "rbac.authorization.k8s.io"

  /// Whether the text of an error may say what was refused besides the request.
  static func mayRefuse(code: Int, resource: some Collection<UInt8>) -> Bool {
    code == 403 || (code == 404 && resource.suffix(12).elementsEqual("rolebindings".utf8))
  }

  /// A request that was allowed and refused all the same was asked for something else on its way:
  /// to impersonate, to create what it updates, to hold what it hands on.
  func addRefusals(to event: inout AuditEvent, _ denials: DenialScanner) {
    guard decision != "forbid", !message.isEmpty else { return }
    if code == 404 { return addUnheldBinding(to: &event) }
    guard code == 403 else { return }
    for denial in denials.denials(in: message) {
      switch denial {
      case .unauthorized(let denial): add(denial, to: &event)
      case .unclear(let denial):
        guard case .noReason = denial.topic else { continue }
        addCreation(to: &event)
      case .other(let refusal):
        guard refusal.cause == .escalation, let demand = demand(refusal) else { continue }
        event.demands.append(demand)
        allowed(&event)
      }
    }
  }

  /// Where the decision is not in the log, an answer that names something else says that the
  /// request itself was allowed.
  private func allowed(_ event: inout AuditEvent) {
    if event.outcome == .refused { event.outcome = .unknown }
  }

  private func add(_ denial: Denial.Unauthorized, to event: inout AuditEvent) {
    var asked = denial.request
    if !denial.saysNamespace, case .resource(var request) = asked, let object {
      request.namespace = object.namespace
      asked = .resource(request)
    }
    guard asked != event.request else { return }
    allowed(&event)
    event.besides.append(
      AuditEvent.Asked(
        user: denial.user.isEmpty ? event.actingUser : denial.user, request: asked,
        outcome: .refused))
  }

  /// Of an object that a patch or an update would make the server gives the authorizer's reason
  /// alone, which RBAC leaves empty.
  ///
  /// Source: k8s.io/apiserver, `withAuthorization` in pkg/endpoints/handlers/create.go.
  private func addCreation(to event: inout AuditEvent) {
    guard case .resource(var request) = event.request, request.subresource.isEmpty,
      verb == "patch" || verb == "update"
    else { return }
    request.verb = "create"
    allowed(&event)
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

extension Request {
  fileprivate var nameIfAny: String {
    guard case .resource(let request) = self else { return "" }
    return request.name
  }
}
