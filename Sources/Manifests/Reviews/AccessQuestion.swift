// SPDX-License-Identifier: Apache-2.0

package import RBAC
package import YAMLSyntax

/// What the API server is asked about a request: the SubjectAccessReview, and the request in words.
package enum AccessQuestion {
  /// The SubjectAccessReview that asks whether `user` may send `request`; without a user, the
  /// SelfSubjectAccessReview of whoever asks.
  package static func review(of request: Request, by user: User?) -> YAMLValue {
    let attributes: (String, YAMLValue)
    switch request {
    case .resource(let request):
      attributes = (
        "resourceAttributes",
        object([
          ("verb", request.verb), ("group", request.apiGroup), ("resource", request.resource),
          ("subresource", request.subresource), ("namespace", request.namespace),
          ("name", request.name),
        ])
      )
    case .nonResource(let request):
      attributes = (
        "nonResourceAttributes", object([("verb", request.verb), ("path", request.path)])
      )
    }
    var spec: [YAMLValue.Entry] = []
    if let user {
      spec.append(YAMLValue.Entry("user", .string(user.name)))
      spec.append(YAMLValue.Entry("groups", .sequence(user.groups.map { .string($0) })))
    }
    spec.append(YAMLValue.Entry(attributes.0, attributes.1))
    return .mapping([
      YAMLValue.Entry("apiVersion", .string("authorization.k8s.io/v1")),
      YAMLValue.Entry(
        "kind", .string(user == nil ? "SelfSubjectAccessReview" : "SubjectAccessReview")),
      YAMLValue.Entry("spec", .mapping(spec)),
    ])
  }

  /// Fields that are empty are left out.
  private static func object(_ fields: [(String, String)]) -> YAMLValue {
    .mapping(
      fields.filter { !$0.1.isEmpty }.map { YAMLValue.Entry($0.0, .string($0.1)) })
  }

  /// `list clusterroles (rbac.authorization.k8s.io)`, `get secrets (core) in the namespace 'x'`.
  package static func phrase(_ request: Request) -> String {
    switch request {
    case .nonResource(let request): return "\(request.verb) the path \(request.path)"
    case .resource(let request):
      var phrase = "\(request.verb) \(request.combinedResource)"
      phrase += " (\(request.apiGroup.isEmpty ? "core" : request.apiGroup))"
      if !request.name.isEmpty, request.name != Atom.anyName {
        phrase += " named '\(request.name)'"
      }
      if !request.namespace.isEmpty { phrase += " in the namespace '\(request.namespace)'" }
      return phrase
    }
  }
}
