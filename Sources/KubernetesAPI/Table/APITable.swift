// SPDX-License-Identifier: Apache-2.0

/// What an API server of one version serves: resources, subresources and their verbs.
///
/// Groups matter and API versions do not, for RBAC ignores them: a resource is there if any version
/// of its group serves it. Resources that are off by default are there too, marked as such.
/// Derived from the public client packages of each minor version, with the corrections that
/// scripts/kubernetes-api/corrections.tsv gives reasons for.
package struct APITable: Sendable {
  /// The version that the table was made for.
  package let version: KubernetesVersion
  /// Every resource and subresource, sorted by group, name and subresource.
  package let all: [APIResource]
  /// Groups of which every resource is known.
  private let wholeGroups: Set<String>
  let words = ResourceWords()
  /// Places in `all`, by combined name.
  private let placesByName: [String: [Int]]

  /// The versions that have a table of their own.
  package static var supportedVersions: ClosedRange<KubernetesVersion> {
    KubernetesVersion(minor: 18)...newest
  }

  /// The newest version in the table, which is assumed where none is said.
  package static var newest: KubernetesVersion {
    KubernetesVersion(minor: APITableData.newestMinor)
  }

  /// The version itself where there is a table of it, else the nearest of which there is one.
  package static func nearest(to version: KubernetesVersion) -> KubernetesVersion {
    min(max(version, supportedVersions.lowerBound), supportedVersions.upperBound)
  }

  /// The table of a version; for one outside `supportedVersions`, that of the nearest within.
  package static func builtIn(_ version: KubernetesVersion) -> APITable {
    let nearest = nearest(to: version)
    let rows = APITableReader.resources.filter { $0.isServed(in: nearest.minor) }
    let resources = rows.map(\.resource)
    return APITable(
      version: nearest, resources: resources, wholeGroups: Set(resources.map(\.group)))
  }

  private init(version: KubernetesVersion, resources: [APIResource], wholeGroups: Set<String>) {
    self.version = version
    self.all = resources.sorted()
    self.wholeGroups = wholeGroups
    var places: [String: [Int]] = [:]
    for (place, resource) in all.enumerated() {
      places[resource.combinedName, default: []].append(place)
    }
    self.placesByName = places
  }

  /// The table with resources that a cluster, a CRD or a catalog declares; they replace what has
  /// the same group and name.
  ///
  /// - Parameter wholeGroups: groups of which `resources` holds everything, as discovery does and a
  ///   CRD does not: only there is a resource that is not listed an unknown one.
  package func adding(_ resources: [APIResource], wholeGroups: Set<String> = []) -> APITable {
    var merged: [ResourceKey: APIResource] = [:]
    for resource in all + resources {
      merged[ResourceKey(group: resource.group, combined: resource.combinedName)] = resource
    }
    return APITable(
      version: version, resources: Array(merged.values),
      wholeGroups: self.wholeGroups.union(wholeGroups))
  }

  /// The resource that requests in `group` name as `combined`: `pods`, `pods/log`.
  package func resource(group: String, _ combined: String) -> APIResource? {
    placesByName[combined]?.lazy.map { all[$0] }.first { $0.group == group }
  }

  /// The resource whose objects are of a kind; `nil` where the table knows none.
  package func resource(group: String, kind: String) -> APIResource? {
    all.first { $0.group == group && $0.kind == kind && $0.subresource.isEmpty }
  }

  /// The resources with that name in any group, the group that a server lists first at the front.
  package func resources(named combined: String) -> [APIResource] {
    Self.byPriority(placesByName[combined, default: []].map { all[$0] })
  }

  /// Whether every resource of the group is known, so that one that is not listed does not exist.
  package func isKnownGroup(_ group: String) -> Bool { wholeGroups.contains(group) }

  /// The groups of which every resource is known, sorted.
  package var knownGroups: [String] { wholeGroups.sorted() }

  /// The subresources of a resource, sorted.
  package func subresources(group: String, of name: String) -> [APIResource] {
    all.filter { $0.group == group && $0.name == name && !$0.subresource.isEmpty }
  }

  /// Resources in the order in which a server lists their groups; the order within a group stays.
  static func byPriority(_ resources: [APIResource]) -> [APIResource] {
    let priorities = APITableReader.groupPriorities
    return resources.enumerated().sorted { left, right in
      let first = priorities[left.element.group, default: 0]
      let second = priorities[right.element.group, default: 0]
      return first == second ? left.offset < right.offset : first > second
    }.map(\.element)
  }
}
