// SPDX-License-Identifier: Apache-2.0

package import RBAC
package import YAMLSyntax

/// The question of a SubjectAccessReview: may this user, with exactly these groups, send this
/// request?
///
/// Source: kubernetes/api, authorization/v1/types.go.
package struct AccessReview: Sendable {
  package var user: User
  package var request: Request

  /// Why a text is no SubjectAccessReview, as one clause.
  package struct Problem: Error {
    package var message: String
    package var node: YAMLNode
  }

  /// Reads a SubjectAccessReview, or its `spec` alone.
  package init(_ node: YAMLNode) throws(Problem) {
    let spec = node["spec"] ?? node
    guard spec.kind == .mapping else {
      throw Problem(message: "a SubjectAccessReview's spec is a mapping", node: spec)
    }
    user = User(name: try Self.string("user", of: spec), groups: try Self.groups(of: spec))
    // Source: k8s.io/kubernetes, pkg/apis/authorization/validation/validation.go.
    guard !user.name.isEmpty || !user.groups.isEmpty else {
      throw Problem(message: "a user or a group must be there", node: spec)
    }
    switch (
      try Self.mapping("resourceAttributes", of: spec),
      try Self.mapping("nonResourceAttributes", of: spec)
    ) {
    case (let attributes?, nil):
      request = .resource(
        ResourceRequest(
          verb: try Self.string("verb", of: attributes),
          apiGroup: try Self.string("group", of: attributes),
          resource: try Self.string("resource", of: attributes),
          subresource: try Self.string("subresource", of: attributes),
          namespace: try Self.string("namespace", of: attributes),
          name: try Self.string("name", of: attributes)))
    case (nil, let attributes?):
      request = .nonResource(
        NonResourceRequest(
          verb: try Self.string("verb", of: attributes),
          path: try Self.string("path", of: attributes)))
    default:
      throw Problem(
        message: "exactly one of resourceAttributes and nonResourceAttributes must be there",
        node: spec)
    }
  }

  private static func groups(of spec: YAMLNode) throws(Problem) -> [String] {
    guard let list = spec["groups"], !list.isNull else { return [] }
    guard list.kind == .sequence else {
      throw Problem(message: "'groups' must be a list of strings", node: list)
    }
    var groups: [String] = []
    for element in list.elements {
      // As Go's decoder has it, `null` is an empty string.
      guard let group = element.isNull ? "" : element.string else {
        throw Problem(message: "'groups' must be a list of strings", node: element)
      }
      groups.append(group)
    }
    return groups
  }

  private static func mapping(_ key: String, of node: YAMLNode) throws(Problem) -> YAMLNode? {
    guard let value = node[key], !value.isNull else { return nil }
    guard value.kind == .mapping else {
      throw Problem(message: "'\(key)' must be a mapping", node: value)
    }
    return value
  }

  private static func string(_ key: String, of node: YAMLNode) throws(Problem) -> String {
    guard let value = node[key], !value.isNull else { return "" }
    guard let string = value.string else {
      throw Problem(message: "'\(key)' must be a string", node: value)
    }
    return string
  }
}
