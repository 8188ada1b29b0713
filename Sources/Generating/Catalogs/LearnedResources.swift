// SPDX-License-Identifier: Apache-2.0

import Catalog
import KubernetesAPI
import YAMLSyntax

/// What a catalog has to declare for steps about resources that no table of Kubernetes knows.
struct LearnedResources {
  /// Those that are not declared yet, sorted.
  private(set) var new: [DeclaredResource] = []
  /// Verbs that a declared resource lacks: all that it has to serve, by its place.
  private(set) var wider: [Int: [String]] = [:]

  init(of steps: [LearnedStep], besides declared: [DeclaredResource]) {
    for step in steps {
      guard case .resource(let group, let resource, let scope, _) = step.request.target,
        group != "*", resource != "*", !Self.knownGroups.contains(group)
      else { continue }
      let parent = String(resource.prefix { $0 != "/" })
      for name in Set([parent, resource]).sorted() {
        let verbs = name == resource ? [step.request.verb] : []
        if let place = declared.firstIndex(where: { $0.apiGroup == group && $0.resource == name }) {
          let served = wider[place] ?? declared[place].verbs ?? DeclaredResource.customResourceVerbs
          let all = served + verbs.filter { !served.contains($0) && $0 != "*" }
          if all != served { wider[place] = all }
        } else {
          add(group, name, isNamespaced: scope != .cluster, verbs)
        }
      }
    }
    new.sort { ($0.apiGroup, $0.resource) < ($1.apiGroup, $1.resource) }
  }

  private mutating func add(
    _ group: String, _ name: String, isNamespaced: Bool, _ verbs: [String]
  ) {
    let place = new.firstIndex { $0.apiGroup == group && $0.resource == name }
    var resource =
      place.map { new[$0] }
      ?? DeclaredResource(
        apiGroup: group, resource: name, isNamespaced: isNamespaced,
        verbs: name.contains("/") ? [] : nil)
    // A list of all namespaces says nothing of where the objects are.
    resource.isNamespaced = resource.isNamespaced || isNamespaced
    let served = resource.verbs ?? DeclaredResource.customResourceVerbs
    let all = served + verbs.filter { !served.contains($0) }
    if all != served { resource.verbs = all }
    if let place { new[place] = resource } else { new.append(resource) }
  }

  /// The elements of `crds`.
  var elements: [CommentedYAML.Part] {
    new.map { resource in
      var fields: [(String, YAMLValue)] = [
        ("group", .string(resource.apiGroup)), ("resource", .string(resource.resource)),
      ]
      if !resource.isNamespaced { fields.append(("namespaced", .bool(false))) }
      if let verbs = resource.verbs { fields.append(("verbs", .strings(verbs))) }
      return .element(.line(.object(fields)))
    }
  }

  /// The entry of a catalog that has none yet.
  var parts: [CommentedYAML.Part] {
    guard !new.isEmpty else { return [] }
    return [
      .blankLine, .comment("Custom resources; `namespaced: false` where they are not."),
      .entry("crds", .sequence(elements)),
    ]
  }

  /// Groups that some supported Kubernetes version has.
  static let knownGroups: Set<String> = {
    let versions = APITable.supportedVersions
    return (versions.lowerBound.minor...versions.upperBound.minor).reduce(into: [""]) {
      $0.formUnion(APITable.builtIn(KubernetesVersion(minor: $1)).knownGroups)
    }
  }()
}
