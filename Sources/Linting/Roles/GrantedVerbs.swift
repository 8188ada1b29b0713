// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What rules grant, by group and resource, as they are written: for questions that would look
/// through all of them each time.
struct GrantedVerbs: Sendable {
  private struct Place: Hashable {
    var group: String
    var resource: String
  }

  private var verbs: [Place: Set<String>] = [:]

  init(_ rules: some Sequence<PolicyRule>) {
    for rule in rules {
      for group in rule.apiGroups {
        for resource in rule.resources {
          verbs[Place(group: group, resource: resource), default: []].formUnion(rule.verbs)
        }
      }
    }
  }

  /// Whether a rule, wildcards included, grants this.
  ///
  /// Source: kubernetes/kubernetes, `ResourceMatches` in pkg/apis/rbac/v1/evaluation_helpers.go.
  func holds(verb: String, group: String, resource: String) -> Bool {
    var resources = [resource, "*"]
    if let slash = resource.firstIndex(of: "/") { resources.append("*" + resource[slash...]) }
    for group in [group, "*"] {
      for resource in resources {
        guard let verbs = verbs[Place(group: group, resource: resource)] else { continue }
        if verbs.contains(verb) || verbs.contains("*") { return true }
      }
    }
    return false
  }
}
