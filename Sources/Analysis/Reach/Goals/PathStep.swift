// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// One step of a path, as reports show it.
package struct PathStep: Sendable {
  /// One request, and what allows it.
  package struct Asked: Sendable {
    package var request: Request
    /// The rule that allows it; `nil` where no rule of the input does.
    package var grant: PathGrant?
    /// Why it can be sent where no rule of the input allows it.
    package var because: String?
  }

  /// The route's id, or `direct` for the goal's own requests.
  package var route: String
  /// Whom the requests are sent as.
  package var user: User
  package var certainty: Certainty
  package var requests: [Asked]
  /// What the step yields, in words.
  package var yields: String
}

/// A rule that allows a request of a path, and where it is written.
package struct PathGrant: Sendable {
  package var place: PlacedGrant
  /// `ClusterRole 'x'`, `ClusterRoleBinding 'x'`.
  package var role: String
  package var binding: String
  /// The rule's place in the role where it is written, from 0.
  package var rule: Int
}
