// SPDX-License-Identifier: Apache-2.0

extension ReachSearch {
  /// Takes the way to everything of one who has come, where another search has found it.
  ///
  /// - Parameter come: the places of those who are new.
  mutating func borrow(fromOneOf come: [Int]) -> Bool {
    for place in come where identities[place].hasCredentials {
      guard let other = base.finished?[identities[place].known, mode] else { continue }
      if borrow(other, from: place) { return true }
    }
    return false
  }

  /// A search that looks at nothing: somebody who is held, for what others found.
  private init(_ base: ReachBase, around user: KnownUser, _ mode: Mode) {
    self.base = base
    self.mode = mode
    halves = HeldHalves(asked: JointHalves.asked(in: mode))
    hold(user, by: nil)
  }

  /// The search with nothing but its way to everything; `nil` where it found none.
  var wayToEverything: ReachSearch? {
    var way = ReachSearch(base, around: identities[root].known, mode)
    return way.borrow(self, from: way.root) ? way : nil
  }

  /// Adds the steps by which another search came to everything.
  ///
  /// - Parameter place: of whom the other search began with.
  private mutating func borrow(_ other: ReachSearch, from place: Int) -> Bool {
    guard let found = other.everything else { return false }
    let last = found.step ?? other.identities[found.identity].cause.step
    let numbers = last.map { other.places(of: [$0]) } ?? []
    guard numbers.allSatisfy({ other.identities[other.steps[$0].identity].filter == nil }) else {
      return false
    }
    var places = [other.root: place]
    var steps: [Int: Int] = [:]
    for number in numbers {
      let step = other.steps[number]
      guard let identity = places[step.identity] else { return false }
      steps[number] = self.steps.count
      self.steps.append(step.moved(to: identity, steps))
      for held in other.identities.indices {
        let theirs = other.identities[held]
        let cause = theirs.cause
        guard cause.step == number || cause.credentialStep == number else { continue }
        let hasCredentials = cause.credentialStep.map { $0 == number } ?? !theirs.isImpersonated
        hold(theirs.known, by: steps[number], hasCredentials: hasCredentials)
        places[held] = self.place(of: theirs.known)
      }
    }
    guard let identity = places[found.identity] else { return false }
    everything = Everything(identity: identity, step: found.step.flatMap { steps[$0] })
    return true
  }
}

extension ReachStep {
  /// The steps that it is made of and that its rules come from, by their numbers.
  var needed: Set<Int> {
    Set(parts + requests.compactMap { $0.held?.step })
  }

  /// The step in another search, by the identity's place and the numbers of the steps before it.
  func moved(to place: Int, _ numbers: [Int: Int]) -> ReachStep {
    var step = self
    step.identity = place
    step.parts = parts.compactMap { numbers[$0] }
    step.requests = requests.map { asked in
      guard case .step(let number)? = asked.held?.source, let moved = numbers[number] else {
        return asked
      }
      var asked = asked
      asked.held = asked.held?.held(by: .step(moved))
      return asked
    }
    return step
  }
}
