// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import KubernetesAPI
package import YAMLSyntax

/// Reads what a cluster serves: CustomResourceDefinition manifests, or the discovery documents that
/// `kubectl get --raw /apis/GROUP/VERSION` prints.
package enum APIResourceReader {
  package struct Listing: Sendable {
    package var resources: [APIResource] = []
    /// Groups of which everything is listed.
    package var wholeGroups: Set<String> = []
    package var diagnostics: [Diagnostic] = []

    package init() {}
  }

  package static func read(_ documents: [YAMLNode]) -> Listing {
    var listing = Listing()
    for document in documents { read(document, into: &listing) }
    return listing
  }

  private static func read(_ node: YAMLNode, into listing: inout Listing) {
    switch node["kind"]?.string {
    case "CustomResourceDefinition": readDefinition(node, into: &listing)
    case "APIResourceList": readDiscovery(node, into: &listing)
    case let kind? where kind.hasSuffix("List"):
      for item in node["items"]?.elements.map({ $0 }) ?? [] { read(item, into: &listing) }
    default:
      listing.diagnostics.append(
        Diagnostic(
          .error, "api-resources",
          "this is neither a CustomResourceDefinition nor an APIResourceList", at: node.range,
          remedy: "give CRD manifests, or what `kubectl get --raw /apis/GROUP/VERSION` prints"))
    }
  }

  private static func readDefinition(_ node: YAMLNode, into listing: inout Listing) {
    guard let spec = node["spec"], let group = spec["group"]?.string,
      let names = spec["names"], let plural = names["plural"]?.string
    else {
      listing.diagnostics.append(
        Diagnostic(
          .error, "api-resources", "this CustomResourceDefinition has no group and plural name",
          at: node.range))
      return
    }
    let isNamespaced = spec["scope"]?.string != "Cluster"
    func add(_ subresource: String, _ verbs: VerbSet) {
      listing.resources.append(
        APIResource(
          group: group, name: plural, subresource: subresource,
          kind: names["kind"]?.string ?? "", singular: names["singular"]?.string ?? "",
          shortNames: names["shortNames"]?.elements.compactMap(\.string) ?? [],
          isNamespaced: isNamespaced, verbs: verbs))
    }
    add("", .all)
    var subresources: Set<String> = []
    for version in spec["versions"]?.elements.map({ $0 }) ?? [] {
      for entry in version["subresources"]?.entries.map({ $0 }) ?? [] {
        if let name = entry.key.text { subresources.insert(name) }
      }
    }
    for entry in spec["subresources"]?.entries.map({ $0 }) ?? [] {
      if let name = entry.key.text { subresources.insert(name) }
    }
    for subresource in subresources.sorted() { add(subresource, [.get, .update, .patch]) }
  }

  private static func readDiscovery(_ node: YAMLNode, into listing: inout Listing) {
    let version = node["groupVersion"]?.string ?? ""
    let parts = version.split(separator: "/").map(String.init)
    let group = parts.count == 2 ? parts[0] : ""
    listing.wholeGroups.insert(group)
    for resource in node["resources"]?.elements.map({ $0 }) ?? [] {
      guard let name = resource["name"]?.string else { continue }
      let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
      listing.resources.append(
        APIResource(
          group: group, name: parts[0], subresource: parts.count > 1 ? parts[1] : "",
          kind: resource["kind"]?.string ?? "", singular: resource["singularName"]?.string ?? "",
          shortNames: resource["shortNames"]?.elements.compactMap(\.string) ?? [],
          isNamespaced: resource["namespaced"]?.scalar == .bool(true),
          verbs: VerbSet(verbs: resource["verbs"]?.elements.compactMap(\.string) ?? [])))
    }
  }
}
