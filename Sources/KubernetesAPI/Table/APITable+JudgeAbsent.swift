// SPDX-License-Identifier: Apache-2.0

import RBAC

extension APITable {
  /// Why a group has nothing that a rule's resource reaches.
  func judgeAbsent(group: String, resource: String) -> Judgement {
    if let virtual = virtualVerbs(group: group, resource: resource) {
      return .unservedVerb(served: virtual)
    }
    if group == "*" { return judgeAbsentAnywhere(resource) }
    if resource == "*" || resource.hasPrefix("*/") {
      guard isKnownGroup(group) else { return judgeStrange(group, resource: resource) }
      return .unknownSubresource(suggestion: nil)
    }
    if let past = past(group: group, resource: resource) { return past }
    let elsewhere = otherGroups(than: group, resource: resource)
    guard isKnownGroup(group) || APIHistory.knows(group: group) else {
      return judgeStrange(group, resource: resource)
    }
    if !elsewhere.isEmpty { return .wrongGroup(right: elsewhere) }
    if let slash = resource.firstIndex(of: "/") {
      let parent = String(resource[..<slash])
      if self.resource(group: group, parent) != nil {
        let known = subresources(group: group, of: parent).map(\.combinedName)
        return .unknownSubresource(suggestion: Suggestion.nearest(to: resource, among: known))
      }
    }
    return .unknownResource(suggestion: suggestedResource(for: resource, in: group))
  }

  /// A resource that no group has, asked for in any group: it may be in one that is not known,
  /// unless it was Kubernetes' own.
  private func judgeAbsentAnywhere(_ resource: String) -> Judgement {
    if let past = latestPast(of: resource) { return past }
    guard let slash = resource.firstIndex(of: "/"), !resource.hasPrefix("*") else {
      return .unknownGroup
    }
    let parents = resources(named: String(resource[..<slash]))
    if parents.isEmpty { return .unknownGroup }
    let known = parents.flatMap { subresources(group: $0.group, of: $0.name) }
    return .unknownSubresource(
      suggestion: Suggestion.nearest(to: resource, among: known.map(\.combinedName)))
  }

  /// The latest of the groups that have had the resource, or else the first that will.
  private func latestPast(of resource: String) -> Judgement? {
    let groups = APIHistory.groups(named: resource).sorted { left, right in
      (APIHistory.removal(group: left, resource)?.minor ?? 0)
        > (APIHistory.removal(group: right, resource)?.minor ?? 0)
    }
    return groups.lazy.compactMap { past(group: $0, resource: resource) }.first
  }

  /// A group that no table knows: a slip where it cannot be anybody's, else nothing can be said.
  ///
  /// Groups of custom resources are DNS subdomains with a dot in them
  /// (k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation), so none has a slash.
  private func judgeStrange(_ group: String, resource: String) -> Judgement {
    let isPossible = NameRules.isSubdomain(group)
    guard !isPossible || !group.contains(".") else {
      return judgeResourceInGroup(group, resource: resource)
    }
    let elsewhere = otherGroups(than: group, resource: resource)
    if !elsewhere.isEmpty { return .wrongGroup(right: elsewhere) }
    let meant = group.split(separator: "/").first.map(String.init) ?? group
    let right = knownGroups.filter { $0 == meant || $0.hasPrefix("\(meant).") }
    let reaching = right.filter { !reached(group: $0, resource: resource).isEmpty }
    if !reaching.isEmpty { return .wrongGroup(right: reaching) }
    return isPossible ? .unknownGroup : .impossibleGroup
  }

  /// `deployments` in `deployments.apps`: as kubectl names a resource, which is no group.
  private func judgeResourceInGroup(_ group: String, resource: String) -> Judgement {
    let name = resource.prefix { $0 != "/" }
    guard name != "*", group.hasPrefix("\(name).") else { return .unknownGroup }
    let rest = String(group.dropFirst(name.count + 1))
    return reached(group: rest, resource: resource).isEmpty
      ? .unknownGroup : .wrongGroup(right: [rest])
  }

  /// When the group had the resource, or will have it.
  private func past(group: String, resource: String) -> Judgement? {
    guard let span = APIHistory.span(group: group, resource) else { return nil }
    if version < span.first { return .notYetServed(since: span.first) }
    guard let removal = APIHistory.removal(group: group, resource), removal <= version else {
      return nil
    }
    return .removed(since: removal, now: otherGroups(than: group, resource: resource))
  }

  private func otherGroups(than group: String, resource: String) -> [String] {
    let served = resources(named: resource).map(\.group)
    let virtual =
      resource.contains("*") ? [] : AuthorizedOnly.groups(named: resource, in: version)
    return (served + virtual.filter { !served.contains($0) }).filter { $0 != group }
  }

  /// The verbs that the authorizer is asked about where a group's every resource is known;
  /// elsewhere the resource may well be served too, as OpenShift's are.
  private func virtualVerbs(group: String, resource: String) -> [String]? {
    guard resource != "*" else { return nil }
    let owner = resource.hasPrefix("*") ? nil : resource.split(separator: "/").first
    let isOwned =
      isKnownGroup(group)
      || (group == "*" && owner.map { !resources(named: String($0)).isEmpty } ?? false)
    let verbs = AuthorizedOnly.entries(group: group, resource: resource, in: version)
      .filter { entry in
        if let group = entry.group {
          return entry.resource != nil && isKnownGroup(group) && owner != nil
        }
        return entry.subresource == "finalizers" && isOwned
      }
      .flatMap(\.verbs)
    return verbs.isEmpty ? nil : verbs
  }

  /// A resource that may have been meant, with the subresource that was asked for.
  private func suggestedResource(for resource: String, in group: String) -> String? {
    let parts = resource.split(separator: "/", maxSplits: 1)
    guard let first = parts.first else { return nil }
    let tail = parts.count > 1 ? "/\(parts[1])" : ""
    return words.nearest(to: first.lowercased(), in: group) {
      all.filter { $0.subresource.isEmpty }
    }.map { $0 + tail }
  }
}
