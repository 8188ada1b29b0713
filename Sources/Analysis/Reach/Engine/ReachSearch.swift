// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// Everything that one identity comes to: what it can become, be given, read and run, step by step
/// until nothing new is found.
///
/// Nothing that was come to is ever lost again, since every write only adds; so the order of the
/// steps does not matter for what is found. Rounds make paths short: what a round finds needs one
/// step more than what the round before found.
package struct ReachSearch {
  /// How somebody came to every request there is.
  struct Everything {
    var identity: Int
    var step: Int?
  }

  let base: ReachBase
  /// The identity that the search is about: its place.
  var root = 0
  /// How many identities the search had that it goes on from; `nil` where it goes on from none.
  var continuedSize: Int?
  /// How the root comes to the one with that search.
  var way: WayToKept?
  /// Where the root comes to the same as that one.
  var detour: Detour?
  let mode: Mode
  package internal(set) var identities: [HeldIdentity] = []
  package internal(set) var steps: [ReachStep] = []
  /// Rules that whatever identity is held may be given by a binding.
  var shared = SharedRules()
  /// Requests that can be sent by other means than RBAC's rules.
  var powers: [HeldRule] = []
  var everything: Everything?
  var node: Int?
  var influences: [(step: Int, title: String)] = []

  /// The places of users among the identities, by their numbers; -1 where one is not held.
  private var places: [Int] = []
  /// Their places among the identities.
  var filtered: [FilteredIdentity: Int] = [:]
  var sharedKeys: Set<RuleKey> = []
  /// What the shared rules cover, by the number of a scope.
  var sharedCovers: [Int: CoveredRules] = [:]
  /// Where all that are held have every rule.
  var everythingScopes: Set<Scope> = []
  var sharedRoleKeys: Set<RoleKey> = []
  /// Those of the shared rules that are half of something.
  var sharedJoint: [JointRule] = []
  /// Whether a step was left out that needs more than the API server.
  var leftOut = false
  /// What shared rules are half of, and the identities to look at together with them.
  var waitingPairs: (halves: JointHalves, places: Set<Int>)?
  /// From how many identities on pairs wait.
  private static let manyIdentities = 100
  /// What of the shared rules was looked at.
  var seenShared = (rules: 0, joint: 0, active: [] as JointHalves)
  /// What of requests that are checked twice somebody who is held may ask for.
  var halves: HeldHalves
  var sharedRoles: [SharedRole] = []
  var powerKeys: Set<ScopedRule> = []
  var takenAccounts: Set<Scope> = []
  /// What waits for what is known of one of the accounts that it comes to.
  var waiting: [(candidate: Candidate, identity: Int, parts: [Int])] = []
  /// Whether accounts are taken one by one, whatever is known of them.
  var takesAll = false
  var parts = PartIndex()
  var joined: Set<[Int]> = []
  /// How many parts were joined with each other.
  var seenParts = 0
  var roleWritings: [RoleWriter] = []
  /// Those by which anything may be written, and those that make roles that are not there.
  var unlimitedWritings: [Int] = []
  var creatingWritings: [Int] = []
  /// The roles of those who are held.
  var channels: [RoleChannel] = []
  var channelNumbers: [WritableRole.Target: Int] = [:]
  /// The channels, and the shared roles, by who may write them.
  var writableChannels = RoleNumbers()
  var writableShared = RoleNumbers()
  /// How many identities' roles are among the channels.
  var seenHolders = 0
  var coveredRules: [CoverKey: CoveredRules] = [:]
  var bindingWritings: [BindingWriter] = []
  var writingKeys: Set<WritingKey> = []
  var given: Set<Given> = []
  /// Identities that were not looked at since they came, or since they were given more.
  var pending: Set<Int> = []
  /// The step that is being made: what a candidate asks for, until something new comes of it.
  var current: (candidate: Candidate, identity: Int)?
  /// Why nobody knows whether it comes to what is being done at the moment.
  var openReason: String?

  /// An identity of which only some requests can be sent.
  struct FilteredIdentity: Hashable {
    /// The number of the user.
    var user: Int
    var mode: String
    var holder: Int
  }

  package init(_ base: ReachBase, from user: User, mode: Mode) {
    self.base = base
    self.mode = mode
    halves = HeldHalves(asked: JointHalves.asked(in: mode))
    hold(base.known(user), by: nil)
    holdAnonymous()
    if user.isSuperuser { everything = Everything(identity: 0, step: nil) }
    run()
    base.finished?.keep(self)
  }

  private mutating func run() {
    var known = -1
    // The identities of which shared rules do not know yet.
    var unshared: [Int] = []
    // Whatever is new is a step, or an identity that was not looked at.
    while everything == nil, steps.count > known || !pending.isEmpty || waitingPairs != nil {
      known = steps.count
      let batch = pending.sorted()
      pending = []
      unshared += batch
      guard !borrow(fromOneOf: batch) else { return }
      if goOn(fromOneOf: batch, ofAtLeast: Self.manyIdentities) {
        guard detour == nil else { return }
        unshared = []
        continue
      }
      takeWaiting()
      for identity in batch where !isSuperseded(identity) {
        guard take(candidates(of: identity), by: identity) else { return }
      }
      joinParts()
      guard everything == nil, !takeEverything(of: pending.sorted()) else { return }
      // Of many searches each may take the cheap steps first, though others make shorter ways.
      if base.finished != nil, steps.count > known || !pending.isEmpty { continue }
      // Small searches are gone on from where no cheap step leads to everything.
      if goOn(fromOneOf: unshared, ofAtLeast: 0) {
        guard detour == nil else { return }
        unshared = []
        continue
      }
      shareBindings()
      applyRoleWritings()
      guard everything == nil, takeShared(with: unshared) else { return }
      unshared = []
      // Among many identities pairs are looked at once nothing else is new: most come to everything
      // before, if by a way that need not be the shortest.
      let isQuiet = steps.count == known && pending.isEmpty
      if identities.count <= Self.manyIdentities || isQuiet {
        guard takePairs() else { return }
      }
    }
  }

  /// Takes one by one what waited for what is known of somebody, since nothing came of that.
  private mutating func takeWaiting() {
    guard !waiting.isEmpty else { return }
    takesAll = true
    let left = waiting
    waiting = []
    for (candidate, identity, parts) in left where everything == nil {
      apply(candidate, by: identity, parts: parts)
    }
  }

  /// False once everything is come to.
  mutating func take(_ candidates: [Candidate], by identity: Int) -> Bool {
    for candidate in candidates {
      guard everything == nil else { return false }
      guard isOpen(candidate.route, to: identity) else {
        leftOut = leftOut || candidate.route.certainty == .modelled
        continue
      }
      apply(candidate, by: identity)
    }
    return everything == nil
  }

  /// Looks at those who have just come for a way to everything, before what they may give to others
  /// is followed: no path through that is shorter.
  private mutating func takeEverything(of places: [Int]) -> Bool {
    for place in places {
      guard identities[place].filter == nil else { continue }
      let ways = base.waysToEverything(of: identities[place].known, gated: mode.isOptimistic)
      for candidate in ways where isOpen(candidate.route, to: place) {
        apply(candidate, by: place)
        return true
      }
    }
    return false
  }

  /// Whether an identity may take a route.
  private func isOpen(_ route: any Route.Type, to place: Int) -> Bool {
    let identity = identities[place]
    return mode.takes(route)
      && (identity.hasCredentials || !route.needsCredentials) && !mode.without.contains(route.id)
  }

  private func candidates(of place: Int) -> [Candidate] {
    let identity = identities[place]
    if identity.filter == nil, identity.extra.isEmpty {
      return base.candidates(of: identity.known, gated: mode.isOptimistic)
    }
    let own = ownRules(of: identity) + (identity.filter == nil ? [] : shared.all)
    let view = IdentityView(
      base, user: identity.user, rules: identity.filter.map { $0.apply(to: own) } ?? own,
      checked: identity.filter == nil ? nil : own, isLimited: identity.filter != nil)
    return base.candidates(for: view, gated: mode.isOptimistic)
  }

  private func ownRules(of identity: HeldIdentity) -> [HeldRule] {
    identity.known.relevantRules + identity.extra
  }

  /// All rules that an identity's requests are judged by.
  ///
  /// - Parameter withShared: whether those count that a binding gives to all who are held.
  func allRules(of place: Int, withShared: Bool = true) -> [HeldRule] {
    let identity = identities[place]
    let own = base.allRules(of: identity.known) + identity.extra + (withShared ? shared.all : [])
    return identity.filter.map { $0.apply(to: own) } ?? own
  }

  /// The identities besides the one that the search is about, of which all requests can be sent.
  var others: [HeldIdentity] {
    identities.indices.filter { $0 != root && identities[$0].filter == nil }.map { identities[$0] }
  }

  /// The place of a user among the identities.
  func place(of user: KnownUser) -> Int? {
    guard user.number < places.count, places[user.number] >= 0 else { return nil }
    return places[user.number]
  }

  /// Whether it would be new to hold an identity.
  func isNew(_ user: KnownUser, hasCredentials: Bool = true) -> Bool {
    guard let place = place(of: user) else { return true }
    return hasCredentials && identities[place].isImpersonated
  }

  /// Whether an identity of which only some requests can be sent is held as a whole too.
  func isSuperseded(_ place: Int) -> Bool {
    identities[place].filter != nil && self.place(of: identities[place].known) != nil
  }

  /// Adds an identity, or its credentials, unless they are held already.
  mutating func hold(_ user: KnownUser, by step: Int?, hasCredentials: Bool = true) {
    guard isNew(user, hasCredentials: hasCredentials) else { return }
    if let place = place(of: user) {
      identities[place].isImpersonated = false
      identities[place].cause.credentialStep = step
      pending.insert(place)
      return
    }
    let place = identities.count
    while places.count <= user.number { places.append(-1) }
    places[user.number] = place
    var identity = HeldIdentity(user, step: step, isImpersonated: !hasCredentials)
    if mode.isOptimistic {
      halves.insert(identity.add(unknownRules(of: user), in: base))
    }
    pending.insert(place)
    halves.insert(user.halves)
    if !hasCredentials { lend(user.halves) }
    let hasEverything =
      user.everything != nil
      || identity.extra.contains { $0.scope == .cluster && $0.isEverything }
    identities.append(identity)
    if everything == nil, hasEverything { everything = Everything(identity: place, step: nil) }
  }

  /// Adds a step, with what is being done at the moment.
  mutating func addStep(
    _ yields: ReachStep.Yields, requests: [ReachRequest]? = nil, parts: [Int] = []
  ) -> Int {
    guard let current else { preconditionFailure("a step needs a candidate") }
    steps.append(
      ReachStep(
        route: current.candidate.route.id, certainty: current.candidate.route.certainty,
        identity: current.identity, requests: requests ?? current.candidate.requests,
        result: yields, parts: parts, openReason: openReason))
    return steps.count - 1
  }
}
