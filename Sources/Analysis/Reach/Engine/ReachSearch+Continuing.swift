// SPDX-License-Identifier: Apache-2.0

extension ReachSearch {
  /// Goes on from the finished search of somebody whom the root comes to by what it has itself:
  /// what that one comes to, the root does too.
  ///
  /// - Parameter come: the places of those whom the root has come to: what comes to most is taken.
  mutating func goOn(fromOneOf come: [Int]) -> Bool {
    let found = come.compactMap { finished(of: $0) }
    guard
      let (way, finished) = found.max(by: {
        $0.search.identities.count < $1.search.identities.count
      })
    else { return false }
    var search = finished
    let user = identities[root].known
    let other = search.root
    if let known = search.place(of: user) {
      if search.identities[known].isImpersonated { search.pending.insert(known) }
      search.identities[known].isImpersonated = false
      search.identities[known].step = nil
      search.identities[known].credentialStep = nil
      search.root = known
    } else {
      search.root = search.identities.count
      search.hold(user, by: nil)
    }
    var numbers: [Int: Int] = [:]
    for number in way {
      let link = steps[number].moved(to: search.root, numbers)
      numbers[number] = search.steps.count
      search.steps.append(link)
    }
    search.identities[other].step = search.steps.count - 1
    search.isContinued = true
    self = search
    return true
  }

  /// The finished search of one whom the root has come to by what it has itself, and the way
  /// there.
  private func finished(of place: Int) -> (way: [Int], search: ReachSearch)? {
    guard let number = identities[place].step, identities[place].hasCredentials,
      let search = base.finishedSearch(from: identities[place].known, mode)
    else { return nil }
    let way = places(of: [number])
    return way.allSatisfy { isOfRootAlone(steps[$0]) } ? (way, search) : nil
  }

  /// Whether a step needs nothing but what the root has by the input.
  private func isOfRootAlone(_ step: ReachStep) -> Bool {
    step.identity == root
      && step.requests.allSatisfy { asked in
        if case .step? = asked.held?.source { false } else { true }
      }
  }
}
