// SPDX-License-Identifier: Apache-2.0

import RBAC
import YAMLSyntax

/// A LogEntry of Cloud Logging in which GKE writes an audit event: a `protoPayload` of the service
/// `k8s.io`.
///
/// Source: cloud.google.com/kubernetes-engine/docs/how-to/audit-logging, and the AuditLog type of
/// googleapis, google/cloud/audit/audit_log.proto.
struct CloudLoggingEntry {
  private let entry: YAMLNode
  private let payload: YAMLNode

  init?(_ node: YAMLNode) {
    guard let payload = node["protoPayload"], payload.kind == .mapping else { return nil }
    entry = node
    self.payload = payload
  }

  /// The event; `nil` where the entry is about something else than a request to an API server.
  func event(_ denials: DenialScanner) -> AuditEvent? {
    guard let method = payload["methodName"]?.string,
      method.hasPrefix("io.") || payload["serviceName"]?.string == "k8s.io",
      let verb = method.split(separator: ".").last.map(String.init),
      let authentication = payload["authenticationInfo"],
      let user = authentication["principalEmail"]?.string
    else { return nil }
    var fields = AuditEventFields(verb: verb, user: user, stage: stage)
    fields.id = operation?["id"]?.string ?? entry["insertId"]?.string ?? ""
    fields.impersonatedUser = authentication["authoritySelector"]?.string
    if fields.impersonatedUser?.isEmpty ?? false { fields.impersonatedUser = nil }
    let resource = payload["resourceName"]?.string ?? ""
    fields.object = Self.object(resource, verb: verb)
    if fields.object == nil {
      fields.uri = resource.hasPrefix("/") ? resource : "/\(resource)"
    }
    if let status = payload["status"] {
      if case .integer(let number)? = status["code"]?.scalar {
        fields.code = Self.httpStatus(of: Int(number))
      } else {
        fields.code = 200
      }
      fields.message = status["message"]?.string ?? ""
    } else if stage.isLast {
      fields.code = 200
    }
    fields.decision = decision
    fields.time = entry["timestamp"]?.string.flatMap { Timestamp($0) }
    return fields.event(denials)
  }

  private var operation: YAMLNode? { entry["operation"] }

  /// The two entries of a request that goes on for long are the first and the last of an operation.
  private var stage: AuditEvent.Stage {
    func isSet(_ key: String) -> Bool { operation?[key]?.scalar == .bool(true) }
    return isSet("first") && !isSet("last") ? .responseStarted : .responseComplete
  }

  private var decision: String {
    if let said = entry["labels"]?["authorization.k8s.io/decision"]?.string { return said }
    guard let granted = payload["authorizationInfo"]?.elements.first?["granted"]?.scalar else {
      return ""
    }
    return granted == .bool(true) ? "allow" : "forbid"
  }

  /// Reads `apps/v1/namespaces/x/deployments/y/scale`; the core group is written `core`. `nil` for
  /// a path that is no resource's.
  private static func object(_ text: String, verb: String) -> ResourceRequest? {
    let parts = text.split(separator: "/").map(String.init)
    guard parts.count > 2, parts[1].isAPIVersion else { return nil }
    let group = parts[0] == "core" ? "" : parts[0]
    let path = (group.isEmpty ? ["api"] : ["apis", group]) + parts[1...]
    let found = Request(method: nil, path: "/" + path.joined(separator: "/"))
    guard case .resource(var request) = found else { return nil }
    request.verb = verb
    // The name of what a create makes is in the request's body, not in its path.
    if verb == "create", request.subresource.isEmpty { request.name = "" }
    return request
  }

  /// The HTTP status for a code of google.rpc. Source: googleapis, google/rpc/code.proto.
  private static func httpStatus(of code: Int) -> Int {
    switch code {
    case 0: 200
    case 3, 9, 11: 400
    case 4: 504
    case 5: 404
    case 6, 10: 409
    case 7: 403
    case 8: 429
    case 14: 503
    case 16: 401
    default: 500
    }
  }
}

extension String {
  /// `v1`, `v1beta1`.
  fileprivate var isAPIVersion: Bool {
    guard utf8.first == UInt8(ascii: "v"), let digit = utf8.dropFirst().first else { return false }
    return (0x30...0x39).contains(digit)
  }
}
