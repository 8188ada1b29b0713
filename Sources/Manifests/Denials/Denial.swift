// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// A refusal that stands in an error message or a log.
package enum Denial: Hashable, Sendable {
  /// RBAC, or another authorizer in its place, did not allow a request.
  case unauthorized(Unauthorized)
  /// Something other than authorization refused: the request was allowed before it came there.
  case other(Refusal)

  /// The request of an authorization refusal.
  package struct Unauthorized: Hashable, Sendable {
    package var user: String
    package var request: Request

    package init(user: String, request: Request) {
      self.user = user
      self.request = request
    }
  }

  /// A refusal that no RBAC rule mends.
  package struct Refusal: Hashable, Sendable {
    package enum Cause: String, Sendable {
      case quota, webhook, podSecurity = "pod-security", escalation, admission
    }

    package var cause: Cause
    /// The sentence that was read, without what surrounds it.
    package var text: String

    package init(cause: Cause, text: String) {
      self.cause = cause
      self.text = text
    }
  }
}

extension Denial {
  /// The same refusal of any object of the kind.
  var unnamed: Denial {
    guard case .unauthorized(var unauthorized) = self,
      case .resource(var request) = unauthorized.request
    else { return self }
    request.name = ""
    unauthorized.request = .resource(request)
    return .unauthorized(unauthorized)
  }
}
