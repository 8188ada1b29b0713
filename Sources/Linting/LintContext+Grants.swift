// SPDX-License-Identifier: Apache-2.0

import RBAC

extension LintContext {
  /// Whether a rule of the role, wildcards included, grants this for every name.
  ///
  /// For the question whether a dead grant has a living twin, which makes it clutter rather than a
  /// permission that is missing.
  package func grants(
    _ role: LintedRole, verb: String, group: String, resource: String
  ) -> Bool {
    let parent = resource.firstIndex(of: "/").map { "*" + resource[$0...] }
    return role.role.rules.contains { rule in
      rule.resourceNames.isEmpty
        && (rule.verbs.contains(verb) || rule.verbs.contains("*"))
        && (rule.apiGroups.contains(group) || rule.apiGroups.contains("*"))
        && (rule.resources.contains(resource) || rule.resources.contains("*")
          || parent.map(rule.resources.contains) ?? false)
    }
  }
}

extension LintContext {
  /// Whether a rule of the role, wildcards included, grants this for some name at least.
  func grantsAnyName(_ role: LintedRole, verb: String, group: String, resource: String) -> Bool {
    let request = ResourceRequest(
      verb: verb, apiGroup: group, resource: String(resource.prefix { $0 != "/" }),
      subresource: String(resource.drop { $0 != "/" }.dropFirst()))
    return role.role.rules.contains { rule in
      var request = request
      request.name = rule.resourceNames.first ?? ""
      return rule.allows(.resource(request))
    }
  }

  /// Whether whoever has the role through all of its bindings has this cluster-wide as well, by
  /// another role: then it does not matter that this one does not reach so far.
  func isGrantedClusterWide(_ part: PolicyRule, besides role: LintedRole) -> Bool {
    guard role.isBound else { return false }
    let atoms = AtomSet([part], scope: .cluster)
    return role.bindings.allSatisfy { index in
      let binding = policy.bindings[index]
      return !binding.subjects.isEmpty
        && binding.subjects.allSatisfy { subject in
          subject.principal(inBindingOf: binding.namespace).map {
            AtomSet(clusterWideRules(of: $0), scope: .cluster).covers(atoms)
          } ?? false
        }
    }
  }

  /// The rules that ClusterRoleBindings give to a subject by name.
  private func clusterWideRules(of principal: Subject.Principal) -> [PolicyRule] {
    (accounts.clusterRoleBindings[principal] ?? []).flatMap { index in
      binding(index)?.role.map { policy.effectiveRules(ofRole: $0) } ?? []
    }
  }
}
