// SPDX-License-Identifier: Apache-2.0

package import RBAC
package import YAMLSyntax

/// What the API server is asked about a request.
package enum AccessQuestion {
  /// The SubjectAccessReview that asks whether `user` may send `request`; without a user, the
  /// SelfSubjectAccessReview of whoever asks. Attributes that are empty are left out.
  ///
  /// Source: kubernetes/api, authorization/v1/types.go.
  package static func review(of request: Request, by user: User?) -> YAMLValue {
    var spec: [(String, YAMLValue)] = []
    if let user {
      spec += [("user", .string(user.name)), ("groups", .strings(user.groups))]
    }
    switch request {
    case .resource(let request):
      spec.append(
        (
          "resourceAttributes",
          attributes([
            ("verb", request.verb), ("group", request.apiGroup), ("resource", request.resource),
            ("subresource", request.subresource), ("namespace", request.namespace),
            ("name", request.name),
          ])
        ))
    case .nonResource(let request):
      spec.append(
        ("nonResourceAttributes", attributes([("verb", request.verb), ("path", request.path)])))
    }
    return .object([
      ("apiVersion", .string("authorization.k8s.io/v1")),
      ("kind", .string(user == nil ? "SelfSubjectAccessReview" : "SubjectAccessReview")),
      ("spec", .object(spec)),
    ])
  }

  private static func attributes(_ fields: [(String, String)]) -> YAMLValue {
    .object(fields.filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) })
  }
}
