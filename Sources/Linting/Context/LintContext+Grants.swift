// SPDX-License-Identifier: Apache-2.0

import RBAC
import YAMLSyntax

extension LintContext {
  /// More rules than these are looked through once, and not for each question.
  private static let few = 8

  /// Whether a rule of the role, wildcards included, grants this for every name.
  package func grants(
    _ role: LintedRole, verb: String, group: String, resource: String
  ) -> Bool {
    let rules = role.role.rules
    guard rules.count > Self.few else {
      return rules.contains { $0.grants(verb: verb, group: group, resource: resource) }
    }
    return role.grants.value { GrantedVerbs(rules.filter(\.resourceNames.isEmpty)) }
      .holds(verb: verb, group: group, resource: resource)
  }

  /// Whether everybody who has the role has this for every name, by this role or another, at least
  /// where they have the role.
  ///
  /// For the question whether a dead grant has a living twin, which makes it clutter rather than a
  /// permission that is missing.
  func isGranted(
    toHoldersOf role: LintedRole, verb: String, group: String, resource: String
  ) -> Bool {
    if grants(role, verb: verb, group: group, resource: resource) { return true }
    return role.isBound
      && holderGrants.grant(
        holdersOf: role, verb: verb, group: group, resource: resource, in: self)
  }

  /// As above, for verbs on all resources of all groups of a rule, whatever its own verbs.
  func isGranted(toHoldersOf role: LintedRole, verbs: [String], on rule: PolicyRule) -> Bool {
    rule.apiGroups.allSatisfy { group in
      rule.resources.allSatisfy { resource in
        verbs.allSatisfy {
          isGranted(toHoldersOf: role, verb: $0, group: group, resource: resource)
        }
      }
    }
  }

  /// Whether a rule of the role, wildcards included, grants this for some name at least.
  func grantsAnyName(_ role: LintedRole, verb: String, group: String, resource: String) -> Bool {
    let rules = role.role.rules
    guard rules.count > Self.few else {
      var request = ResourceRequest(
        verb: verb, apiGroup: group, resource: String(resource.prefix { $0 != "/" }),
        subresource: String(resource.drop { $0 != "/" }.dropFirst()))
      return rules.contains { rule in
        request.name = rule.resourceNames.first ?? ""
        return rule.allows(.resource(request))
      }
    }
    return role.grantsForSomeName.value { GrantedVerbs(rules) }
      .holds(verb: verb, group: group, resource: resource)
  }

  /// Whether whoever has the role through all of its bindings has this cluster-wide as well, by
  /// another role: then it does not matter that this one does not reach so far.
  func isGrantedClusterWide(_ part: PolicyRule, besides role: LintedRole) -> Bool {
    role.isBound && holderGrants.coverClusterWide(part, besides: role, in: self)
  }
}

extension PolicyRule {
  /// Whether it grants this for every name.
  fileprivate func grants(verb: String, group: String, resource: String) -> Bool {
    resourceNames.isEmpty && (verbs.contains(verb) || verbs.contains("*"))
      && (apiGroups.contains(group) || apiGroups.contains("*"))
      && (resources.contains(resource) || resources.contains("*")
        || resource.firstIndex(of: "/").map { resources.contains("*" + resource[$0...]) } ?? false)
  }
}
