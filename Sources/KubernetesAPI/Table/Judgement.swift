// SPDX-License-Identifier: Apache-2.0

/// Whether servers of one version would ever use one point of a rule.
package enum Judgement: Hashable, Sendable {
  /// A server serves it.
  case live
  /// No server serves it, and the authorizer is asked about it all the same.
  case authorizedOnly(reason: String)
  /// The group is not known, or not all of it: nothing can be said.
  case unknownGroup
  /// The resource is in these other groups, the one that servers list first at the front.
  case wrongGroup(right: [String])
  /// No group has the resource; perhaps this one was meant.
  case unknownResource(suggestion: String?)
  /// Servers had the resource until before `since`; `now` has the groups that have it instead.
  case removed(since: KubernetesVersion, now: [String])
  /// Servers have the resource from `since` on.
  case notYetServed(since: KubernetesVersion)
  /// The authorizer is asked about it from `since` on, though no server serves it.
  case notYetAsked(since: KubernetesVersion)
  /// No API group can have this name: groups are DNS subdomains in lower case.
  case impossibleGroup
  /// The resource is there and has no such subresource, as `pods/*` and `*/*` never do.
  case unknownSubresource(suggestion: String?)
  /// Servers know the verb but not on this resource, which has these.
  case unservedVerb(served: [String])
  /// The verb is a slip of this one, or no single word.
  case unknownVerb(suggestion: String?)
  /// No server asks for the verb by itself; an admission policy or an operator may, with a review
  /// of access.
  case customVerb

  /// Whether a grant of this point does nothing.
  package var isInert: Bool {
    switch self {
    case .live, .authorizedOnly, .unknownGroup, .customVerb: false
    case .wrongGroup, .unknownResource, .removed, .notYetServed, .notYetAsked, .impossibleGroup,
      .unknownSubresource, .unservedVerb, .unknownVerb:
      true
    }
  }
}
