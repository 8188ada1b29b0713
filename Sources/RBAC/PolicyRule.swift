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

  package static func == (left: Self, right: Self) -> Bool {
    left.apiGroups.hasSameBytes(as: right.apiGroups)
      && left.resources.hasSameBytes(as: right.resources)
      && left.resourceNames.hasSameBytes(as: right.resourceNames)
      && left.verbs.hasSameBytes(as: right.verbs)
      && left.nonResourceURLs.hasSameBytes(as: right.nonResourceURLs)
  }
}
