// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// A refusal that stands in an error message or a log.
package enum Denial: Hashable, Sendable {
  /// RBAC, or another authorizer in its place, did not allow a request.
  case unauthorized(Unauthorized)
  /// The text of a refusal leaves open what was asked.
  case unclear(Unclear)
  /// Something other than authorization refused: the request was allowed before it came there.
  case other(Refusal)

  /// The request of an authorization refusal.
  package struct Unauthorized: Hashable, Sendable {
    /// Empty where the text does not say.
    package var user: String
    package var request: Request
    /// Requests of which any would have done as well, in the order in which they are asked.
    package var alternatives: [Request] = []
    /// The object's name that a rule has to have, since it is what the permission is about.
    package var ruleName: String?
    /// Whether the request's namespace is in the text; if not, an empty one means nothing.
    package var saysNamespace = true
    /// Who asked, and why, where it was not the API server about the request itself.
    package var reason = ""
    /// Roles that bindings refer to and that are not there: the authorizer could not tell what they
    /// would have allowed.
    package var missingRoles: [ObjectReference] = []

    package init(user: String, request: Request) {
      self.user = user
      self.request = request
    }
  }

  /// A refusal of which the text does not name the whole request.
  package struct Unclear: Hashable, Sendable {
    package enum Topic: Hashable, Sendable {
      /// `update` on the finalizers of an owner that the text does not name.
      case ownerFinalizers
      /// The authorizer gave no reason; the resource as the server names it, `pods`.
      case noReason(resource: String)
      /// `get` on all parameters of an admission policy.
      case policyParameters(kind: String, apiVersion: String)
      /// A URL that was forbidden. The request lacks its verb.
      case url(Request)
    }

    package var topic: Topic
    /// Empty where the text does not say.
    package var user = ""
    /// The sentence that was read, without what surrounds it.
    package var text: String
  }

  /// A refusal that no RBAC rule mends.
  package struct Refusal: Hashable, Sendable {
    package enum Cause: String, Sendable {
      case quota, webhook, podSecurity = "pod-security", escalation, admission
      case missingRole = "missing-role"
    }

    package var cause: Cause
    /// The sentence that was read, without what surrounds it.
    package var text: String
    /// What the writer of a role or a binding does not hold; empty for other causes.
    package var notHeld: [PolicyRule] = []
    /// The roles that are not there; empty for other causes.
    package var missingRoles: [ObjectReference] = []

    package init(
      cause: Cause, text: String, notHeld: [PolicyRule] = [], missingRoles: [ObjectReference] = []
    ) {
      self.cause = cause
      self.text = text
      self.notHeld = notHeld
      self.missingRoles = missingRoles
    }
  }
}

extension Denial {
  /// The same refusal of any object of the kind.
  var unnamed: Denial {
    guard case .unauthorized(var unauthorized) = self, unauthorized.ruleName == nil,
      case .resource(var request) = unauthorized.request
    else { return self }
    request.name = ""
    unauthorized.request = .resource(request)
    return .unauthorized(unauthorized)
  }
}
