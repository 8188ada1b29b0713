// SPDX-License-Identifier: Apache-2.0

import Catalog
import RBAC
import YAMLSyntax

/// A step of an action, as requests that were seen make it.
struct LearnedStep: Hashable {
  var request: RequestTemplate
  /// Whether the action works without it.
  var isOptional: Bool
  var evidence: [String]

  /// Whether a step allows what another asks for, its name apart.
  func reaches(_ other: LearnedStep) -> Bool {
    guard request.verb == other.request.verb || request.verb == "*" else { return false }
    switch (request.target, other.request.target) {
    case (.url(let path), .url(let asked)): return path == asked
    case (
      .resource(let group, let resource, let scope, _),
      .resource(let askedGroup, let askedResource, let askedScope, _)
    ):
      return (group == askedGroup || group == "*")
        && (resource == askedResource || resource == "*")
        && (scope == askedScope || scope == .cluster)
    default: return false
    }
  }

  var name: RequestTemplate.ObjectName {
    get {
      guard case .resource(_, _, _, let name) = request.target else { return .any }
      return name
    }
    set {
      guard case .resource(let group, let resource, let scope, _) = request.target else { return }
      request.target = .resource(
        apiGroup: group, resource: resource, scope: scope, name: newValue)
    }
  }

  /// What a role must hold for it, wherever.
  var atom: Atom {
    switch request.target {
    case .url(let path): Atom(.nonResource(verb: request.verb, url: path))
    case .resource(let group, let resource, _, _):
      Atom(
        .resource(verb: request.verb, apiGroup: group, resource: resource, resourceName: nil))
    }
  }

  /// As a catalog writes it.
  var yaml: CommentedYAML {
    let why = isOptional ? "\(request), as kubectl does" : request.description
    return .mapping(
      [.entry("why", .line(.string(why)))]
        + (isOptional ? [.entry("optional", .line(.bool(true)))] : [])
        + [
          .entry("request", .line(requestValue)),
          .entry("evidence", .sequence(evidence.map { .element(.line(.string($0))) })),
        ])
  }

  /// The name as a catalog writes it.
  var nameText: String {
    switch name {
    case .none: "none"
    case .any: "any"
    case .literal(let text), .template(let text): text
    }
  }

  private var requestValue: YAMLValue {
    switch request.target {
    case .url(let path):
      return .object([("verb", .string(request.verb)), ("nonResourceURL", .string(path))])
    case .resource(let group, let resource, let scope, _):
      return .object([
        ("verb", .string(request.verb)), ("apiGroup", .string(group)),
        ("resource", .string(resource)), ("scope", .string(scope.rawValue)),
        ("name", .string(nameText)),
      ])
    }
  }
}
