// SPDX-License-Identifier: Apache-2.0

import RBAC

extension LintContext {
  /// Whether a rule of the role, wildcards included, grants this for every name.
  package func grants(
    _ role: LintedRole, verb: String, group: String, resource: String
  ) -> Bool {
    role.role.rules.contains { $0.grants(verb: verb, group: group, resource: resource) }
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
    guard role.isBound else { return false }
    return role.bindings.allSatisfy { index in
      let binding = policy.bindings[index]
      return !binding.subjects.isEmpty
        && binding.subjects.allSatisfy { subject in
          rules(of: subject, in: binding, besides: role).contains {
            $0.grants(verb: verb, group: group, resource: resource)
          }
        }
    }
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
    var request = ResourceRequest(
      verb: verb, apiGroup: group, resource: String(resource.prefix { $0 != "/" }),
      subresource: String(resource.drop { $0 != "/" }.dropFirst()))
    return role.role.rules.contains { rule in
      request.name = rule.resourceNames.first ?? ""
      return rule.allows(.resource(request))
    }
  }

  /// Whether whoever has the role through all of its bindings has this cluster-wide as well, by
  /// another role: then it does not matter that this one does not reach so far.
  func isGrantedClusterWide(_ part: PolicyRule, besides role: LintedRole) -> Bool {
    guard role.isBound else { return false }
    return role.bindings.allSatisfy { index in
      let binding = policy.bindings[index]
      return !binding.subjects.isEmpty
        && binding.subjects.allSatisfy { subject in
          rules(of: subject, in: binding, besides: role, everywhere: true).cover([part])
        }
    }
  }

  /// The rules that a subject of a binding has by other roles, wherever the binding holds.
  private func rules(
    of subject: Subject, in binding: RoleBinding, besides role: LintedRole,
    everywhere: Bool = false
  ) -> [PolicyRule] {
    guard let principal = binding.principal(of: subject) else { return [] }
    let scope = everywhere ? Scope.cluster : binding.scope
    return (accounts.bindings[principal] ?? []).flatMap { index -> [PolicyRule] in
      guard policy.bindings[index].scope.covers(scope), let other = self.binding(index)?.role,
        other != role.index
      else { return [] }
      return policy.effectiveRules(ofRole: other)
    }
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
