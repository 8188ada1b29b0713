// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The objects of a small cluster, as an API server stores them.
struct BruteForceCluster {
  struct StoredRole {
    /// Empty for a ClusterRole.
    var namespace: String
    var name: String
    var labels: [String: String] = [:]
    var rules: [PolicyRule]
    /// Labels of which each choice is taken in; `nil` for a role that is not aggregated.
    var selectors: [[String: String]]?
  }

  struct StoredBinding {
    /// Empty for a ClusterRoleBinding.
    var namespace: String
    var name: String
    /// Empty for a ClusterRole.
    var roleNamespace: String
    var roleName: String
    var users: Set<String> = []
    var groups: Set<String> = []
  }

  struct StoredToken: Hashable {
    var namespace: String
    /// The Secret's name.
    var name: String
    var account: User
    /// Whether a token controller filled it, or somebody else is to.
    var isNew = false
  }

  var roles: [StoredRole] = []
  var bindings: [StoredBinding] = []
  var tokens: [StoredToken] = []

  func role(_ name: String, in namespace: String) -> Int? {
    roles.firstIndex { $0.namespace == namespace && $0.name == name }
  }

  /// What rules say of a user's requests in a namespace; an empty one is none.
  func rules(of user: User, in namespace: String) -> [PolicyRule] {
    bindings.filter { $0.namespace.isEmpty || !namespace.isEmpty && $0.namespace == namespace }
      .filter { $0.users.contains(user.name) || !$0.groups.isDisjoint(with: user.groups) }
      .flatMap { binding in
        role(binding.roleName, in: binding.roleNamespace).map { roles[$0].rules } ?? []
      }
  }

  /// Fills every aggregated role with the rules of those whose labels it selects.
  ///
  /// - Returns: whether anything changed.
  mutating func aggregate() -> Bool {
    var isChanged = false
    for index in roles.indices {
      for selector in roles[index].selectors ?? [] {
        for part in roles where part.namespace.isEmpty && part.name != roles[index].name {
          guard selector.allSatisfy({ part.labels[$0.key] == $0.value }) else { continue }
          let new = part.rules.filter { !roles[index].rules.contains($0) }
          roles[index].rules += new
          isChanged = isChanged || !new.isEmpty
        }
      }
    }
    return isChanged
  }
}

/// One request on a resource, in words.
struct BruteForceRequest: Hashable {
  var verb: String
  var group: String
  /// With its subresource.
  var resource: String
  var namespace = ""
  var name = ""

  /// Whether one of the rules allows it.
  func isAllowed(by rules: [PolicyRule]) -> Bool { rules.contains(where: isAllowed) }

  private func isAllowed(by rule: PolicyRule) -> Bool {
    guard rule.verbs.contains("*") || rule.verbs.contains(verb) else { return false }
    guard rule.apiGroups.contains("*") || rule.apiGroups.contains(group) else { return false }
    guard rule.resourceNames.isEmpty || rule.resourceNames.contains(name) else { return false }
    let sub = resource.split(separator: "/", maxSplits: 1).dropFirst().first
    return rule.resources.contains { $0 == "*" || $0 == resource || $0 == sub.map { "*/\($0)" } }
  }
}

/// One combination that a rule spells out.
struct BruteForceAtom: Hashable {
  var verb: String
  var group: String
  var resource: String
  var name: String?
  var url: String?

  static func all(of rules: [PolicyRule]) -> [BruteForceAtom] {
    var atoms: [BruteForceAtom] = []
    for rule in rules {
      for verb in rule.verbs {
        for url in rule.nonResourceURLs {
          atoms.append(BruteForceAtom(verb: verb, group: "", resource: "", name: nil, url: url))
        }
        for group in rule.apiGroups {
          for resource in rule.resources {
            let names: [String?] = rule.resourceNames.isEmpty ? [nil] : rule.resourceNames
            for name in names {
              atoms.append(
                BruteForceAtom(verb: verb, group: group, resource: resource, name: name))
            }
          }
        }
      }
    }
    return atoms
  }

  /// Whether another atom takes this one in.
  func isIn(_ owner: BruteForceAtom) -> Bool {
    guard owner.verb == "*" || owner.verb == verb else { return false }
    if let url {
      guard let other = owner.url else { return false }
      return other == url || other.hasSuffix("*") && url.hasPrefix(other.dropLast())
    }
    let sub = resource.split(separator: "/", maxSplits: 1).dropFirst().first
    return owner.url == nil && (owner.group == "*" || owner.group == group)
      && (owner.resource == "*" || owner.resource == resource
        || owner.resource == sub.map { "*/\($0)" })
      && (owner.name == nil || owner.name == name)
  }

  var rule: PolicyRule {
    if let url { return PolicyRule(verbs: [verb], nonResourceURLs: [url]) }
    return PolicyRule(
      apiGroups: [group], resources: [resource], resourceNames: name.map { [$0] } ?? [],
      verbs: [verb])
  }
}

/// Whether somebody who has rules may grant others.
func bruteForceCovers(_ owned: [PolicyRule], _ wanted: [PolicyRule]) -> Bool {
  let owners = BruteForceAtom.all(of: owned)
  return BruteForceAtom.all(of: wanted).allSatisfy { atom in owners.contains(where: atom.isIn) }
}
