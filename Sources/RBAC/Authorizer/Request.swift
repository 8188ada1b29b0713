// SPDX-License-Identifier: Apache-2.0

/// What the API server asks its authorizer about: one verb on one resource, or on one path.
///
/// Source: k8s.io/apiserver, pkg/endpoints/request/requestinfo.go.
package enum Request: Hashable, Sendable {
  case resource(ResourceRequest)
  case nonResource(NonResourceRequest)
}

/// A request on `/api/…` or `/apis/…`.
package struct ResourceRequest: Hashable, Sendable {
  package var verb: String
  /// Empty for the core group.
  package var apiGroup: String
  package var resource: String
  /// Empty when there is none.
  package var subresource: String
  /// Empty for cluster-scoped resources and for all namespaces at once.
  package var namespace: String
  /// Empty when the request names no object (create, list, watch, deletecollection).
  package var name: String

  package init(
    verb: String, apiGroup: String, resource: String, subresource: String = "",
    namespace: String = "", name: String = ""
  ) {
    self.verb = verb
    self.apiGroup = apiGroup
    self.resource = resource
    self.subresource = subresource
    self.namespace = namespace
    self.name = name
  }

  /// `resource` or `resource/subresource`, as a rule spells it.
  package var combinedResource: String {
    subresource.isEmpty ? resource : "\(resource)/\(subresource)"
  }
}

/// A request on any other path.
package struct NonResourceRequest: Hashable, Sendable {
  /// The HTTP method in lower case.
  package var verb: String
  package var path: String

  package init(verb: String, path: String) {
    self.verb = verb
    self.path = path
  }
}
