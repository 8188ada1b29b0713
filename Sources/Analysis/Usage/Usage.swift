// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
package import RBAC

/// What one account's requests in audit logs come to.
package struct Usage: Sendable {
  /// A request with what may have sent it.
  package struct SeenRequest: Sendable {
    package var request: Request
    /// Whether it stands for requests of more names than are told apart.
    package var isOfAnyName: Bool
    package var count: RequestCount
    package var isAtLeast: Bool
    /// Ids of the actions that it is consistent with, sorted.
    package var actions: [String]
    /// Why it is no action's and needs no rule: every client sends it.
    package var common: String?
  }

  /// An action that is part of the smallest set.
  package struct UsedAction: Sendable {
    package var id: String
    package var title: String
    package var isCapability: Bool
    /// How often it was used at the most: as often as the rarest request that it cannot do without.
    package var count: Int
    package var first: Timestamp?
    package var last: Timestamp?
  }

  /// A request that was refused, and the smallest rule that allows it.
  package struct Refusal: Sendable {
    package var request: Request
    package var count: Int
    package var rule: ScopedRule
    /// What the rule is for, where the request itself is allowed and something else is not.
    package var purpose: String?
    /// Whether the run went well without it.
    package var isOptional = false

    package init(request: Request, count: Int, rule: ScopedRule, purpose: String? = nil) {
      self.request = request
      self.count = count
      self.rule = rule
      self.purpose = purpose
    }
  }

  /// What is asked besides a write, for what is in it: to hand on what one has, for example.
  package struct WriteNeed: Sendable {
    /// What it is for.
    package var title: String
    package var count: Int
    /// What allows it, in normal form.
    package var rules: [ScopedRule]
    /// What would, too.
    package var instead: Request?

    package init(title: String, count: Int, rules: [ScopedRule], instead: Request?) {
      self.title = title
      self.count = count
      self.rules = rules
      self.instead = instead
    }
  }

  /// What a write asks besides, where nobody could find that out.
  package struct Undetermined: Sendable {
    /// What is not known, and why.
    package var title: String
    /// The write, the first in the order of reports.
    package var request: Request
    package var count: Int
  }

  /// What is granted, and in no request that was seen.
  package struct UnseenGrant: Sendable {
    /// The rule that grants it.
    package var title: String
    package var range: SourceRange?
    /// What of it was not seen, in normal form.
    package var rules: [ScopedRule]
    /// Whether the logs have nobody's requests of this kind, so that they may leave them out.
    package var isUndetermined: Bool
  }

  /// Whether rules name objects.
  package enum Names: String, Sendable, CaseIterable {
    /// Those that were seen.
    case exact
    /// Whatever the name.
    case any
  }

  /// The user's name; a service account's begins with `system:serviceaccount:`.
  package var user: String
  /// Audit events that were read, everybody's.
  package var events: Int
  /// Records that are no audit events.
  package var others: Int
  package var damaged: DamagedTally
  package var isInterrupted: Bool
  /// Sorted by group, resource, namespace, verb and name.
  package var requests: [SeenRequest]
  /// The smallest set of actions that explains all that any action explains, sorted by id.
  package var actions: [UsedAction]
  /// Whether it is known that there is none smaller.
  package var isSmallest: Bool
  package var refused: [Refusal]
  /// What was asked besides writes, where that is known.
  package var writes: [WriteNeed]
  /// What of that is not known.
  package var undetermined: [Undetermined] = []
  /// What allows the requests that were allowed, in normal form.
  package var rules: [ScopedRule]
  /// `nil` where nothing was said of what is granted.
  package var unseen: [UnseenGrant]?

  /// What logs show of one action.
  package enum Use: String, Sendable {
    /// It is part of the smallest set that explains them.
    case inSmallestSet = "in the smallest set"
    /// Some requests may be of it, and are explained without it.
    case possible
    case notSeen = "not seen"
  }

  package func use(of action: String) -> Use {
    if actions.contains(where: { $0.id == action }) { return .inSmallestSet }
    return requests.contains { $0.actions.contains(action) } ? .possible : .notSeen
  }

  /// How many requests were seen.
  package var count: Int { requests.reduce(0) { $0 + $1.count.total } }
  package var first: Timestamp? { requests.compactMap(\.count.first).min() }
  package var last: Timestamp? { requests.compactMap(\.count.last).max() }

  /// The requests that no action of the catalog sends, and that not every client sends.
  package var unexplained: [SeenRequest] {
    requests.filter { $0.actions.isEmpty && $0.common == nil }
  }
}
