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

  /// Where requests about it have to be allowed.
  let scope: Scope

  /// - Parameter isEverywhere: whether objects of all namespaces are meant.
  init(_ object: DeployedObject, _ resource: APIResource, isEverywhere: Bool = false) {
    self.object = object
    self.resource = resource
    let isPlaced = resource.isNamespaced && !isEverywhere
    if !isPlaced { self.object.namespace = "" }
    scope = isPlaced ? .namespace(object.namespace) : .cluster
  }

  var key: Key { Key(resource: resource.qualifiedName, scope: scope, name: object.name) }

  /// The permission for requests with a verb; `nil` where there is nothing to ask.
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
