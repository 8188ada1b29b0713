// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A finished search that others go on from.
final class KeptSearch {
  let search: ReachSearch
  /// What everybody who comes to the same can be told again, once somebody asked.
  var holders: (requests: GoalRequests, found: [GoalFinder.Holder?])?
  var secrets: SecretIndex?
  var atoms: [Atom: [GoalFinder.Holder]] = [:]
  var counts: Reach.Counts?
  var reviewedGoals: [ReachGoal]?

  init(_ search: ReachSearch) { self.search = search }
}

/// One step of a way from somebody to somebody else.
struct Hop {
  /// Who sends the requests: the one that the way begins with, or one whom a hop before brought.
  let sender: KnownUser
  /// Its parts, and the steps that its rules come from, are places of hops before.
  let step: ReachStep
  /// Whom it brings, of those that the way needs.
  let brought: [Brought]

  struct Brought {
    let user: KnownUser
    let hasCredentials: Bool
  }

  /// The hop after so many others.
  func moved(by count: Int) -> Hop {
    let numbers = Dictionary(uniqueKeysWithValues: step.needed.map { ($0, $0 + count) })
    return Hop(
      sender: sender, step: step.moved(to: step.identity, numbers), brought: brought)
  }
}

/// How somebody comes to one with a finished search.
struct WayToKept {
  let hops: [Hop]
  let kept: KeptSearch
}

/// How somebody comes to an identity of a finished search who is not the one that it began with:
/// laid over that search, so that it need not be copied.
struct Detour {
  /// Steps that are numbered after those of the search.
  var steps: [ReachStep] = []
  /// The steps that brought identities, by their places, where they are others.
  var causes: [Int: HeldIdentity.Cause] = [:]
}
