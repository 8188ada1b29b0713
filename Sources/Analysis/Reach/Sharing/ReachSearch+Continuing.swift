// SPDX-License-Identifier: Apache-2.0

extension ReachSearch {
  /// Goes on from the finished search of somebody whom the root has come to: what that one comes
  /// to, the root does too. What the root comes to besides is found again.
  ///
  /// - Parameters:
  ///   - come: the places of those whom the root has just come to: what comes to most is taken,
  ///     where it is much more than what was found already.
  ///   - least: how many identities the finished search has to have.
  mutating func goOn(fromOneOf come: [Int], ofAtLeast least: Int) -> Bool {
    var best: (way: WayToKept, hops: [Hop])?
    for place in come where identities[place].hasCredentials {
      guard let way = base.finished?.way(from: identities[place].known, mode) else { continue }
      let size = way.kept.search.identities.count
      guard size >= least, size > 2 * (continuedSize ?? 0),
        size > best?.way.kept.search.identities.count ?? 0,
        let hops = hops(to: place)
      else { continue }
      best = (way, hops + way.hops.map { $0.moved(by: hops.count) })
    }
    guard let best else { return false }
    goOn(from: best.way.kept, best.hops)
    return true
  }

  private mutating func goOn(from kept: KeptSearch, _ hops: [Hop]) {
    let user = identities[root].known
    let other = kept.search
    // Each comes to the other one, and so to what that one comes to.
    let isSame = other.place(of: user).map { other.identities[$0].hasCredentials } ?? false
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

  /// Makes somebody who comes to the same the root, by a detour.
  private mutating func lay(_ hops: [Hop], from user: KnownUser) {
    guard let first = place(of: user) else { return }
    root = first
    var detour = Detour()
    detour.causes[root] = HeldIdentity.Cause()
    var numbers: [Int: Int] = [:]
    for (position, hop) in hops.enumerated() {
      guard let sender = place(of: hop.sender) else { return }
      let number = steps.count + detour.steps.count
      detour.steps.append(hop.step.moved(to: sender, numbers))
      numbers[position] = number
      for brought in hop.brought {
        guard let known = place(of: brought.user) else { return }
        let identity = identities[known]
        let cause = Self.cause(
          of: identity, brought, by: number, after: detour.causes[known], isRoot: known == root)
        detour.causes[known] = cause
      }
    }
    self.detour = detour
  }

  /// What brought an identity, now that a way of its own leads there.
  ///
  /// - Parameter known: what brought it by an earlier step of the way.
  private static func cause(
    of identity: HeldIdentity, _ brought: Hop.Brought, by number: Int,
    after known: HeldIdentity.Cause?, isRoot: Bool
  ) -> HeldIdentity.Cause {
    if isRoot { return HeldIdentity.Cause() }
    if let known {
      guard brought.hasCredentials, known.isImpersonation else { return known }
      return HeldIdentity.Cause(step: known.step, credentialStep: number)
    }
    if brought.hasCredentials { return HeldIdentity.Cause(step: number) }
    let old = identity.cause
    return HeldIdentity.Cause(
      step: number, credentialStep: identity.isImpersonated ? nil : old.credentialStep ?? old.step,
      isImpersonation: true)
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
    var causes: [Int: HeldIdentity.Cause] = [:]
    var numbers: [Int: Int] = [:]
    for (position, hop) in hops.enumerated() {
      guard let sender = place(of: hop.sender) else { return }
      let number = steps.count
      steps.append(hop.step.moved(to: sender, numbers))
      numbers[position] = number
      for brought in hop.brought {
        hold(brought.user, by: number, hasCredentials: brought.hasCredentials)
        guard let known = place(of: brought.user) else { return }
        let cause = Self.cause(
          of: identities[known], brought, by: number, after: causes[known], isRoot: known == root)
        identities[known].cause = cause
        causes[known] = cause
      }
    }
  }

  /// The way from the root to somebody, with credentials; `nil` where it leads through one of whom
  /// only some requests can be sent.
  private func hops(to place: Int) -> [Hop]? {
    let cause = identities[place].cause
    guard let last = cause.credentialStep ?? cause.step else { return nil }
    let way = places(of: [last])
    let senders = Set(way.map { steps[$0].identity })
    guard senders.allSatisfy({ identities[$0].filter == nil }) else { return nil }
    var brought: [Int: [Hop.Brought]] = [:]
    for held in senders.union([place]) where held != root {
      let identity = identities[held]
      let cause = identity.cause
      if let step = cause.step {
        let isImpersonation = cause.credentialStep != nil || identity.isImpersonated
        brought[step, default: []].append(
          Hop.Brought(user: identity.known, hasCredentials: !isImpersonation))
      }
      if let step = cause.credentialStep {
        brought[step, default: []].append(
          Hop.Brought(user: identity.known, hasCredentials: true))
      }
    }
    let positions = Dictionary(uniqueKeysWithValues: way.enumerated().map { ($1, $0) })
    return way.map { number in
      Hop(
        sender: identities[steps[number].identity].known,
        step: steps[number].moved(to: steps[number].identity, positions),
        brought: brought[number] ?? [])
    }
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
