// SPDX-License-Identifier: Apache-2.0

import Analysis
import Host
import RBAC
import YAMLSyntax

/// An answer of the API server that something went wrong.
///
/// Source: k8s.io/apimachinery, pkg/api/errors/errors.go.
struct StatusAnswer {
  private let code: Int
  private let reason: String
  private let message: String
  private let details: [(String, YAMLValue)]

  init(
    _ code: Int, _ reason: String, _ message: String, details: [(String, YAMLValue)] = []
  ) {
    self.code = code
    self.reason = reason
    self.message = message
    self.details = details
  }

  /// - Parameter name: the object's, where it is known.
  init(forbidding request: ResourceRequest, name: String, _ words: String) {
    let subject = Self.kind(request) + (name.isEmpty ? "" : " \"\(name)\"")
    self.init(
      403, "Forbidden", "\(subject) is forbidden: \(words)",
      details: Self.details(request, name: name, kind: request.resource))
  }

  /// The answer to a write that passes RBAC, and is refused for what is in it.
  init(
    _ check: WriteCheck, _ right: OwnRight, of request: ResourceRequest, name: String, user: User
  ) {
    switch check.refusal {
    case .escalation:
      self.init(forbidding: request, name: name, Self.escalation(right, user))
    case .forbidden(let words): self.init(forbidding: request, name: name, words)
    case .notFound(let resource, let name):
      self.init(
        404, "NotFound", "\(resource) \"\(name)\" not found",
        details: [("name", .string(name)), ("kind", .string(resource))])
    case .invalid(let kind, let field, let words):
      self.init(
        422, "Invalid",
        "\(kind).\(request.apiGroup) \"\(name)\" is invalid: \(field): Forbidden: \(words)",
        details: Self.details(request, name: name, kind: kind))
    }
  }

  var answer: HTTPAnswer {
    let status = YAMLValue.object([
      ("kind", .string("Status")), ("apiVersion", .string("v1")), ("metadata", .object([])),
      ("status", .string("Failure")), ("message", .string(message)),
      ("reason", .string(reason)), ("details", .object(details)), ("code", .integer(Int64(code))),
    ])
    let body = JSONEmitter.text(status, pretty: false) + "\n"
    let phrase = [403: "Forbidden", 404: "Not Found", 422: "Unprocessable Entity"][code] ?? ""
    return HTTPAnswer(status: code, reason: phrase, body: Array(body.utf8))
  }

  private static func kind(_ request: ResourceRequest) -> String {
    request.apiGroup.isEmpty ? request.resource : "\(request.resource).\(request.apiGroup)"
  }

  private static func details(
    _ request: ResourceRequest, name: String, kind: String
  ) -> [(String, YAMLValue)] {
    [("name", name), ("group", request.apiGroup), ("kind", kind)].filter { !$0.1.isEmpty }
      .map { ($0.0, .string($0.1)) }
  }

  /// Source: k8s.io/component-helpers, auth/rbac/validation/rule.go and policy_compact.go.
  private static func escalation(_ right: OwnRight, _ user: User) -> String {
    func quoted(_ texts: [String]) -> String {
      "[" + texts.map { "\"\($0)\"" }.joined(separator: " ") + "]"
    }
    let rules = Set(
      AtomSet(right.lacking).byResource.map { rule in
        let parts = [
          ("APIGroups", rule.apiGroups), ("Resources", rule.resources),
          ("NonResourceURLs", rule.nonResourceURLs), ("ResourceNames", rule.resourceNames),
          ("Verbs", rule.verbs),
        ]
        return "{"
          + parts.filter { !$0.1.isEmpty }.map { "\($0.0):\(quoted($0.1))" }
          .joined(separator: ", ") + "}"
      })
    return "user \"\(user.name)\" (groups=\(quoted(user.groups))) is attempting to grant RBAC "
      + "permissions not currently held:\n" + rules.sorted().joined(separator: "\n")
  }
}

extension AtomSet {
  /// As the server sums up: the verbs of a resource, or of one object, in one rule.
  fileprivate var byResource: [PolicyRule] {
    var rules: [PolicyRule] = []
    for rule in atoms.map(\.rule) {
      var last = rules.last ?? PolicyRule(verbs: [])
      last.verbs = rule.verbs
      if last == rule, rule.nonResourceURLs.isEmpty {
        rules[rules.count - 1].verbs += rule.verbs
      } else {
        rules.append(rule)
      }
    }
    return rules
  }
}
