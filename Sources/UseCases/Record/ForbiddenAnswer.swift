// SPDX-License-Identifier: Apache-2.0

import Host
import RBAC

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
    guard case .resource(let asked) = request else {
      return StatusAnswer(403, "Forbidden", "forbidden: \(message)").answer
    }
    return StatusAnswer(forbidding: asked, name: asked.name, message).answer
  }

  /// Where the authorizer is asked once more on the way.
  ///
  /// Source: k8s.io/apiserver, `withAuthorization` in pkg/endpoints/handlers/create.go.
  var answerWithoutReason: HTTPAnswer {
    guard case .resource(let asked) = request else { return answer }
    return StatusAnswer(forbidding: asked, name: asked.name, "").answer
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
