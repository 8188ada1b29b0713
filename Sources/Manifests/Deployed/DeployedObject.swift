// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

/// An object as somebody applies it: what it is called, and what of it decides which requests that
/// takes.
package struct DeployedObject: Sendable {
  /// An owner whose deletion waits for the object's.
  package struct BlockedOwner: Hashable, Sendable {
    package var group: String
    package var kind: String
    package var name: String
  }

  /// Empty for the core group.
  package var group: String
  package var kind: String
  /// Empty for an object that is in none, and where nobody said it.
  package var namespace: String
  /// Empty where the server is to make one.
  package var name: String
  /// `nil` for an object that is no hook of a chart.
  package var hook: HelmHook?
  /// Whether Helm leaves it where it is (`helm.sh/resource-policy: keep`).
  package var isKept: Bool
  package var blockedOwners: [BlockedOwner]
  /// The text, of kinds in which more than the name counts: CustomResourceDefinitions, and
  /// admission policies and their bindings.
  package var node: YAMLNode?
  /// Where it stands; `nil` for one that no text holds.
  package var range: SourceRange?

  /// An object that no text holds.
  package init(group: String, kind: String, namespace: String = "", name: String) {
    self.group = group
    self.kind = kind
    self.namespace = namespace
    self.name = name
    isKept = false
    blockedOwners = []
  }

  init(_ node: YAMLNode, _ type: ObjectType, namespace: String) {
    let metadata = node["metadata"]
    let annotations = metadata?["annotations"]?.texts ?? [:]
    let named = metadata?["namespace"]?.string ?? ""
    group = type.group
    kind = type.kind
    self.namespace = named.isEmpty ? namespace : named
    name = metadata?["name"]?.string ?? ""
    hook = HelmHook(annotations)
    isKept = annotations["helm.sh/resource-policy"]?.lowercased() == "keep"
    blockedOwners = (metadata?["ownerReferences"]?.elements.map { $0 } ?? []).compactMap(
      Self.blockedOwner)
    self.node = Self.isKeptWhole(kind) ? node : nil
    range = metadata?["name"]?.range ?? node.range
  }

  private static func isKeptWhole(_ kind: String) -> Bool {
    kind == "CustomResourceDefinition" || kind.contains("AdmissionPolicy")
  }

  private static func blockedOwner(_ node: YAMLNode) -> BlockedOwner? {
    guard node["blockOwnerDeletion"]?.scalar == .bool(true), let kind = node["kind"]?.string,
      let name = node["name"]?.string
    else { return nil }
    let type = ObjectType(apiVersion: node["apiVersion"]?.string ?? "", kind: kind)
    return BlockedOwner(group: type.group, kind: kind, name: name)
  }

  /// Whether Helm installs it from a chart's folder `crds` before everything else, and never
  /// changes or deletes it.
  ///
  /// Source: helm/helm, `CRDObjects` in pkg/chart/v2/chart.go: the folder of the chart, or of a
  /// chart in its folder `charts`, at any depth.
  package var isOfDefinitionsFolder: Bool {
    guard var parts = range?.section?.split(separator: "/")[...], !parts.isEmpty else {
      return false
    }
    parts.removeFirst()
    while parts.first == "charts" { parts = parts.dropFirst(2) }
    return parts.first == "crds"
  }

  /// `ConfigMap 'shop/web'`.
  package var title: String { "\(kind) '\(namespace.isEmpty ? "" : "\(namespace)/")\(name)'" }
}
