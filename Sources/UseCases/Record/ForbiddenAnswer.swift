// SPDX-License-Identifier: Apache-2.0

import Host
import RBAC
import YAMLSyntax

/// The API server's own answer to a request that RBAC does not allow.
///
/// Source: k8s.io/apiserver, `Forbidden` in pkg/endpoints/handlers/responsewriters/errors.go, and
/// `NewForbidden` in k8s.io/apimachinery, pkg/api/errors/errors.go.
struct ForbiddenAnswer {
  private let request: Request
  private let user: String

  init(_ request: Request, user: String) {
    self.request = request
    self.user = user
  }

  var answer: HTTPAnswer {
    var details: [(String, YAMLValue)] = []
    var subject = ""
    if case .resource(let request) = request {
      let kind =
        request.apiGroup.isEmpty ? request.resource : "\(request.resource).\(request.apiGroup)"
      subject = kind + (request.name.isEmpty ? "" : " \"\(request.name)\"") + " is "
      if !request.name.isEmpty { details.append(("name", .string(request.name))) }
      if !request.apiGroup.isEmpty { details.append(("group", .string(request.apiGroup))) }
      details.append(("kind", .string(request.resource)))
    }
    let status = YAMLValue.object([
      ("kind", .string("Status")), ("apiVersion", .string("v1")), ("metadata", .object([])),
      ("status", .string("Failure")), ("message", .string("\(subject)forbidden: \(message)")),
      ("reason", .string("Forbidden")), ("details", .object(details)), ("code", .integer(403)),
    ])
    let body = JSONEmitter.text(status, pretty: false) + "\n"
    return HTTPAnswer(status: 403, reason: "Forbidden", body: Array(body.utf8))
  }

  private var message: String {
    switch request {
    case .nonResource(let request):
      return "User \"\(user)\" cannot \(request.verb) path \"\(request.path)\""
    case .resource(let request):
      let place =
        request.namespace.isEmpty
        ? "at the cluster scope" : "in the namespace \"\(request.namespace)\""
      return "User \"\(user)\" cannot \(request.verb) resource \"\(request.combinedResource)\" in "
        + "API group \"\(request.apiGroup)\" \(place)"
    }
  }
}
