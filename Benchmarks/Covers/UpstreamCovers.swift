// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The API server's escalation check as upstream has it, loop for loop and list for list: what
/// rolefit's own is measured against.
///
/// Source: k8s.io/component-helpers, auth/rbac/validation/policy_comparator.go. Its sets are
/// `map[string]struct{}` there, `Set<String>` here.
enum UpstreamCovers {
  /// Whether the owner's rules cover the servant's, and the parts of the servant's that they do not
  /// cover. Source: `Covers`.
  static func covers(
    _ ownerRules: [PolicyRule], _ servantRules: [PolicyRule]
  ) -> (covers: Bool, uncovered: [PolicyRule]) {
    var subrules: [PolicyRule] = []
    for servantRule in servantRules {
      subrules.append(contentsOf: breakdown(servantRule))
    }
    var uncovered: [PolicyRule] = []
    for subrule in subrules {
      var isCovered = false
      for ownerRule in ownerRules where ruleCovers(ownerRule, subrule) {
        isCovered = true
        break
      }
      if !isCovered { uncovered.append(subrule) }
    }
    return (uncovered.isEmpty, uncovered)
  }

  /// Source: `BreakdownRule`.
  private static func breakdown(_ rule: PolicyRule) -> [PolicyRule] {
    var subrules: [PolicyRule] = []
    for group in rule.apiGroups {
      for resource in rule.resources {
        for verb in rule.verbs {
          if rule.resourceNames.isEmpty {
            subrules.append(PolicyRule(apiGroups: [group], resources: [resource], verbs: [verb]))
          } else {
            for name in rule.resourceNames {
              subrules.append(
                PolicyRule(
                  apiGroups: [group], resources: [resource], resourceNames: [name],
                  verbs: [verb]))
            }
          }
        }
      }
    }
    for url in rule.nonResourceURLs {
      for verb in rule.verbs {
        subrules.append(PolicyRule(verbs: [verb], nonResourceURLs: [url]))
      }
    }
    return subrules
  }

  /// Source: `hasAll`; its `has` is Swift's `contains`.
  private static func hasAll(_ set: [String], _ contained: [String]) -> Bool {
    var owning: Set<String> = []
    owning.reserveCapacity(set.count)
    for element in set { owning.insert(element) }
    for element in contained where !owning.contains(element) { return false }
    return true
  }

  /// Source: `resourceCoversAll`.
  private static func resourcesCoverAll(_ set: [String], _ covered: [String]) -> Bool {
    if set.contains("*") || hasAll(set, covered) { return true }
    for path in covered {
      if set.contains(path) { continue }
      guard let slash = path.firstIndex(of: "/") else { return false }
      guard set.contains("*" + path[slash...]) else { return false }
    }
    return true
  }

  /// Source: `nonResourceURLsCoversAll`.
  private static func nonResourceURLsCoverAll(_ set: [String], _ covered: [String]) -> Bool {
    for path in covered {
      var isCovered = false
      for owner in set where nonResourceURLCovers(owner, path) {
        isCovered = true
        break
      }
      if !isCovered { return false }
    }
    return true
  }

  /// Source: `nonResourceURLCovers`.
  private static func nonResourceURLCovers(_ ownerPath: String, _ subPath: String) -> Bool {
    if ownerPath == subPath { return true }
    guard ownerPath.hasSuffix("*") else { return false }
    var prefix = ownerPath[...]
    while prefix.last == "*" { prefix.removeLast() }
    return subPath.hasPrefix(prefix)
  }

  /// Source: `ruleCovers`.
  private static func ruleCovers(_ ownerRule: PolicyRule, _ subRule: PolicyRule) -> Bool {
    let verbMatches = ownerRule.verbs.contains("*") || hasAll(ownerRule.verbs, subRule.verbs)
    let groupMatches =
      ownerRule.apiGroups.contains("*") || hasAll(ownerRule.apiGroups, subRule.apiGroups)
    let resourceMatches = resourcesCoverAll(ownerRule.resources, subRule.resources)
    let nonResourceURLMatches = nonResourceURLsCoverAll(
      ownerRule.nonResourceURLs, subRule.nonResourceURLs)
    let resourceNameMatches: Bool
    if subRule.resourceNames.isEmpty {
      resourceNameMatches = ownerRule.resourceNames.isEmpty
    } else {
      resourceNameMatches =
        ownerRule.resourceNames.isEmpty || hasAll(ownerRule.resourceNames, subRule.resourceNames)
    }
    return verbMatches && groupMatches && resourceMatches && resourceNameMatches
      && nonResourceURLMatches
  }
}
