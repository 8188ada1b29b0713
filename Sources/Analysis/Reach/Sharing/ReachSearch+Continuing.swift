// SPDX-License-Identifier: Apache-2.0

extension ReachSearch {
  /// Goes on from the finished search of somebody whom the root has come to: what that one comes to,
  /// the root does too. What the root comes to besides is found again.
  ///
  /// - Parameter come: the places of those whom the root has just come to: what comes to most is
  ///   taken, where it is much more than what was found already.
  mutating func goOn(fromOneOf come: [Int]) -> Bool {
    var best: (way: WayToKept, hops: [Hop])?
    for place in come where identities[place].hasCredentials {
      guard let way = base.finished?.way(from: identities[place].known, mode) else { continue }
      let size = way.kept.search.identities.count
      guard size > 2 * (continuedSize ?? 0), size > best?.way.kept.search.identities.count ?? 0,
        let hops = hops(to: place)
      else { continue }
      best = (way, hops + way.hops)
    }
    guard let best else { return false }
    goOn(from: best.way.kept, best.hops)
    return true
  }

  private mutating func goOn(from kept: KeptSearch, _ hops: [Hop]) {
    let user = identities[root].known
    let hops = Self.withoutDetours(hops, from: user)
    let other = kept.search
    let isSame =
      other.holds(user, withCredentials: true)
      && hops.allSatisfy { other.holds($0.brought, withCredentials: $0.hasCredentials) }
    var search = other
    search.continuedSize = other.identities.count
    search.way = WayToKept(hops: hops, kept: kept)
    if isSame {
      search.lay(hops, from: user)
    } else {
      search.begin(with: user)
      search.take(hops)
    }
    self = search
  }

  /// A way on which nobody is brought again without more.
  private static func withoutDetours(_ hops: [Hop], from user: KnownUser) -> [Hop] {
    var brought = [user.number: true]
    return hops.filter { hop in
      let known = brought[hop.brought.number]
      guard known != true, known == nil || hop.hasCredentials else { return false }
      brought[hop.brought.number] = hop.hasCredentials
      return true
    }
  }

  private func holds(_ user: KnownUser, withCredentials: Bool) -> Bool {
    place(of: user).map { identities[$0].hasCredentials || !withCredentials } ?? false
  }

  /// Makes somebody who comes to the same the root, by a detour.
  private mutating func lay(_ hops: [Hop], from user: KnownUser) {
    guard let first = place(of: user) else { return }
    root = first
    var detour = Detour()
    for hop in hops {
      guard let sender = place(of: hop.sender), let brought = place(of: hop.brought) else { return }
      let known = detour.causes[brought]
      let cause = Self.cause(
        after: known ?? identities[brought].cause, by: steps.count + detour.steps.count, hop,
        isAgain: known != nil, isImpersonated: identities[brought].isImpersonated)
      detour.steps.append(hop.step.moved(to: sender, [:]))
      detour.causes[brought] = cause
    }
    detour.causes[root] = HeldIdentity.Cause()
    self.detour = detour
  }

  /// What brought an identity, now that a way of its own leads there.
  ///
  /// - Parameter isAgain: whether a hop before brought it, as somebody to impersonate.
  private static func cause(
    after old: HeldIdentity.Cause, by number: Int, _ hop: Hop, isAgain: Bool, isImpersonated: Bool
  ) -> HeldIdentity.Cause {
    if isAgain { return HeldIdentity.Cause(step: old.step, credentialStep: number) }
    if hop.hasCredentials { return HeldIdentity.Cause(step: number) }
    return HeldIdentity.Cause(
      step: number, credentialStep: isImpersonated ? nil : old.credentialStep ?? old.step)
  }

  /// Makes somebody the root of a search that began with another one.
  private mutating func begin(with user: KnownUser) {
    guard let known = place(of: user) else {
      root = identities.count
      hold(user, by: nil)
      return
    }
    if identities[known].isImpersonated { pending.insert(known) }
    identities[known].isImpersonated = false
    identities[known].cause = HeldIdentity.Cause()
    root = known
  }

  private mutating func take(_ hops: [Hop]) {
    var again: Set<Int> = []
    for hop in hops {
      guard let sender = place(of: hop.sender) else { return }
      let number = steps.count
      steps.append(hop.step.moved(to: sender, [:]))
      guard let known = place(of: hop.brought) else {
        hold(hop.brought, by: number, hasCredentials: hop.hasCredentials)
        again.insert(identities.count - 1)
        continue
      }
      let identity = identities[known]
      identities[known].cause = Self.cause(
        after: identity.cause, by: number, hop, isAgain: !again.insert(known).inserted,
        isImpersonated: identity.isImpersonated)
      if hop.hasCredentials, identity.isImpersonated {
        identities[known].isImpersonated = false
        pending.insert(known)
      }
    }
  }

  /// The way from the root to somebody, with credentials; `nil` where it needs more than what each
  /// on the way has by the input.
  private func hops(to place: Int) -> [Hop]? {
    var hops: [Hop] = []
    var (place, needsCredentials) = (place, true)
    while place != root {
      let identity = identities[place]
      let cause = identity.cause
      let credentialStep = needsCredentials ? cause.credentialStep : nil
      guard let number = credentialStep ?? cause.step else { return nil }
      let step = steps[number]
      guard step.parts.isEmpty, identities[step.identity].filter == nil,
        step.requests.allSatisfy({ $0.held?.step == nil })
      else { return nil }
      hops.append(
        Hop(
          sender: identities[step.identity].known, step: step, brought: identity.known,
          hasCredentials: credentialStep != nil
            || cause.credentialStep == nil && !identity.isImpersonated))
      needsCredentials = RouteRegistry.needCredentials.contains(step.route)
      place = step.identity
    }
    return hops.reversed()
  }

  /// The search of one who comes to the same.
  var sameAs: KeptSearch? { detour == nil ? nil : way?.kept }

  /// A step by its number.
  func step(_ number: Int) -> ReachStep {
    number < steps.count ? steps[number] : detour?.steps[number - steps.count] ?? steps[0]
  }

  /// The steps that brought an identity.
  func cause(of place: Int) -> HeldIdentity.Cause {
    detour?.causes[place] ?? identities[place].cause
  }
}
