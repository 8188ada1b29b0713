// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Manifests
import RBAC

/// An object that is deployed, with the resource that its kind is.
struct DeployedPart: Sendable {
  /// What tells two objects apart.
  struct Key: Hashable {
    var resource: String
    var scope: Scope
    var name: String
  }

  var object: DeployedObject
  var resource: APIResource

  init(_ object: DeployedObject, _ resource: APIResource) {
    self.object = object
    self.resource = resource
    if !resource.isNamespaced { self.object.namespace = "" }
  }

  var scope: Scope { resource.isNamespaced ? .namespace(object.namespace) : .cluster }

  var key: Key { Key(resource: resource.qualifiedName, scope: scope, name: object.name) }

  /// The permission for requests with a verb.
  ///
  /// - Parameter release: the release's namespace.
  func atom(_ verb: String, on target: DeployingRequest.Target) -> Atom? {
    func named(_ name: String?) -> Atom {
      Atom(
        .resource(
          verb: verb, apiGroup: resource.group, resource: resource.name, resourceName: name),
        scope: scope)
    }
    switch target {
    case .object: return named(object.name)
    case .kind: return named(nil)
    case .others(let group, let other):
      return Atom(
        .resource(verb: verb, apiGroup: group, resource: other, resourceName: nil), scope: scope)
    case .ownNamespace:
      guard let namespace = scope.namespace else { return nil }
      return Atom(
        .resource(verb: verb, apiGroup: "", resource: "namespaces", resourceName: namespace),
        scope: scope)
    }
  }
}
