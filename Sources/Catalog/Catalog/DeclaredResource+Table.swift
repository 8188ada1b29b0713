// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI

extension Catalog {
  /// The API table of a Kubernetes version with the resources that the catalog declares.
  package func apiTable(_ version: KubernetesVersion) -> APITable {
    APITable.builtIn(version).adding(
      declaredResources.map(\.apiResource),
      wholeGroups: Set(declaredResources.map(\.apiGroup)))
  }

  /// The API version by which a client asks for a resource.
  package func apiVersion(
    of resource: String, group: String, in kubernetes: KubernetesVersion
  ) -> String {
    declaredResources.first { $0.apiGroup == group && $0.resource == resource }?.version
      ?? APIVersions.version(of: resource, group: group, in: kubernetes)
  }
}

extension DeclaredResource {
  fileprivate var apiResource: APIResource {
    let parts = resource.split(separator: "/", maxSplits: 1)
    return APIResource(
      group: apiGroup, name: parts.first.map(String.init) ?? resource,
      subresource: parts.count == 2 ? String(parts[1]) : "", kind: resource,
      isNamespaced: isNamespaced, verbs: VerbSet(verbs: verbs ?? Self.customResourceVerbs))
  }
}
