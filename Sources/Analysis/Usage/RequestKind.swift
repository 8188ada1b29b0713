// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What requests have in common that differ in the object's name alone.
struct RequestKind: Hashable, Comparable, Sendable {
  var verb: ExactText
  var apiGroup: ExactText
  /// With its subresource, as a rule spells it; empty for requests of paths.
  var resource: ExactText
  /// Empty for cluster-scoped resources, all namespaces at once, and paths.
  var namespace: ExactText

  init(verb: String, apiGroup: String, resource: String, namespace: String) {
    self.verb = ExactText(verb)
    self.apiGroup = ExactText(apiGroup)
    self.resource = ExactText(resource)
    self.namespace = ExactText(namespace)
  }

  init(_ request: Request) {
    switch request {
    case .resource(let request):
      self.init(
        verb: request.verb, apiGroup: request.apiGroup, resource: request.combinedResource,
        namespace: request.namespace)
    case .nonResource(let request):
      self.init(verb: request.verb, apiGroup: "", resource: "", namespace: "")
    }
  }

  /// Whether its requests are of paths, which then are their names.
  var isOfPaths: Bool { resource.text.isEmpty }

  /// The kind wherever the requests are sent.
  var anywhere: RequestKind {
    var kind = self
    kind.namespace = ExactText("")
    return kind
  }

  /// The request of this kind for an object, or for a path.
  func request(named name: String) -> Request {
    if isOfPaths { return .nonResource(NonResourceRequest(verb: verb.text, path: name)) }
    let parts = resource.text.split(separator: "/", maxSplits: 1).map(String.init)
    return .resource(
      ResourceRequest(
        verb: verb.text, apiGroup: apiGroup.text, resource: parts.first ?? "",
        subresource: parts.count > 1 ? parts[1] : "", namespace: namespace.text, name: name))
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.apiGroup, left.resource, left.namespace, left.verb)
      < (right.apiGroup, right.resource, right.namespace, right.verb)
  }
}

extension Request {
  /// What tells it from others of its kind: the object's name, or the path.
  var nameInKind: String {
    switch self {
    case .resource(let request): request.name
    case .nonResource(let request): request.path
    }
  }
}
