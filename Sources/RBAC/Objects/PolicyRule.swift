// SPDX-License-Identifier: Apache-2.0

/// One rule of a Role or ClusterRole.
///
/// Every field is a list of literal tokens; the rule allows each combination of them. Source:
/// kubernetes/kubernetes, pkg/apis/rbac/v1/evaluation_helpers.go.
package struct PolicyRule: Hashable, Sendable {
  /// API groups without versions; the core group is the empty string; `*` is any.
  package var apiGroups: [String]
  /// `resource`, `resource/subresource`, `*/subresource` or `*`.
  package var resources: [String]
  /// Literal names; empty means any name. `*` is a name like any other.
  package var resourceNames: [String]
  package var verbs: [String]
  /// Paths, with `*` allowed at the end only. A rule has these or resources, never both.
  package var nonResourceURLs: [String]

  package init(
    apiGroups: [String] = [], resources: [String] = [], resourceNames: [String] = [],
    verbs: [String], nonResourceURLs: [String] = []
  ) {
    self.apiGroups = apiGroups
    self.resources = resources
    self.resourceNames = resourceNames
    self.verbs = verbs
    self.nonResourceURLs = nonResourceURLs
  }

  /// How many single combinations the rule spells out, repetitions included; `Int.max` when they
  /// are more than can be counted. A few kilobytes of lists can mean billions: ask before making
  /// atoms or a policy of rules from an unknown hand.
  package var atomCount: Int {
    func product(_ factors: Int...) -> Int {
      if factors.contains(0) { return 0 }
      return factors.reduce(1) {
        let (product, isTooMuch) = $0.multipliedReportingOverflow(by: $1)
        return isTooMuch ? .max : product
      }
    }
    let named = product(verbs.count, apiGroups.count, resources.count, max(resourceNames.count, 1))
    let (sum, isTooMuch) = named.addingReportingOverflow(
      product(verbs.count, nonResourceURLs.count))
    return isTooMuch ? .max : sum
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.apiGroups.hasSameBytes(as: right.apiGroups)
      && left.resources.hasSameBytes(as: right.resources)
      && left.resourceNames.hasSameBytes(as: right.resourceNames)
      && left.verbs.hasSameBytes(as: right.verbs)
      && left.nonResourceURLs.hasSameBytes(as: right.nonResourceURLs)
  }
}
