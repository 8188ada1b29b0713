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
