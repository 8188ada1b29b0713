// SPDX-License-Identifier: Apache-2.0

/// Whether requests with a verb tell the authorizer the object's name, so that a rule with
/// `resourceNames` can allow them.
///
/// Source: k8s.io/apiserver, pkg/endpoints/request/requestinfo.go and
/// pkg/endpoints/handlers/{patch,update}.go.
package enum NameUse: Hashable, Sendable {
  /// Every request has it.
  case always
  /// Only with the field selector `metadata.name=NAME`.
  case withFieldSelector
  /// A plain create has none; a patch or an update that would create the object does.
  case onlyCreatingByPatchOrUpdate
  /// No request ever has it.
  case never

  /// What holds for a verb on `resource` or `resource/subresource`; `*` counts as `always`, for
  /// some verbs have names.
  package static func of(verb: String, on resource: String) -> NameUse {
    switch verb {
    case "list", "watch": .withFieldSelector
    case "deletecollection": .never
    case "create": resource.contains("/") || resource == "*" ? .always : creation(of: resource)
    default: .always
    }
  }

  /// Whether an update of an object that is not there creates it, so that create is asked for with
  /// its name: elsewhere it is not found.
  ///
  /// Source: kubernetes/kubernetes, `AllowCreateOnUpdate` in pkg/registry; asked of kube-apiserver
  /// 1.20.2. Of custom resources none is (k8s.io/apiextensions-apiserver, pkg/registry/
  /// customresource).
  package static func isCreatedByUpdate(
    group: String, resource: String, in version: KubernetesVersion
  ) -> Bool {
    switch group {
    case "":
      ["endpoints", "events", "limitranges"].contains(resource)
        || (resource == "services" && version.minor >= 23)
    case "coordination.k8s.io": ["leasecandidates", "leases"].contains(resource)
    case "events.k8s.io": resource == "events"
    case "node.k8s.io": resource == "runtimeclasses"
    case "rbac.authorization.k8s.io":
      ["clusterrolebindings", "clusterroles", "rolebindings", "roles"].contains(resource)
    default: false
    }
  }

  /// Reviews and bindings cannot be patched or updated.
  private static func creation(of resource: String) -> NameUse {
    resource == "bindings" || resource.hasSuffix("reviews") ? .never : .onlyCreatingByPatchOrUpdate
  }
}

extension APITable {
  /// Whether a rule's group and resource reach cluster-scoped resources only, so that a Role or a
  /// RoleBinding can never grant them; `nil` where the table knows nothing that they reach.
  ///
  /// `namespaces` counts as namespaced: requests for one carry its name as their namespace.
  package func isClusterScopedOnly(group: String, resource: String) -> Bool? {
    let found = reached(group: group, resource: resource)
    if found.isEmpty { return nil }
    return found.allSatisfy { !$0.isNamespaced && !($0.group.isEmpty && $0.name == "namespaces") }
  }
}
