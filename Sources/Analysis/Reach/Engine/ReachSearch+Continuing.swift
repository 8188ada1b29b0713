// SPDX-License-Identifier: Apache-2.0

extension ReachSearch {
  /// Goes on from the finished search of somebody whom the root comes to by what it has itself: what
  /// that one comes to, the root does too.
  ///
  /// - Parameter place: of that one.
  mutating func goOn(from place: Int) -> Bool {
    guard let number = identities[place].step, !identities[place].isImpersonated,
      identities[place].filter == nil,
      var search = base.finishedSearch(from: identities[place].known, mode)
    else { return false }
    let way = places(of: [number])
    guard way.allSatisfy({ isOfRootAlone(steps[$0]) }) else { return false }
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
      var link = steps[number]
      link.identity = search.root
      link.parts = link.parts.compactMap { numbers[$0] }
      numbers[number] = search.steps.count
      search.steps.append(link)
    }
    search.identities[other].step = search.steps.count - 1
    search.isContinued = true
    self = search
    return true
  }

  /// Whether a step needs nothing but what the root has by the input.
  private func isOfRootAlone(_ step: ReachStep) -> Bool {
    step.identity == root
      && step.requests.allSatisfy { asked in
        if case .step? = asked.held?.source { false } else { true }
      }
  }

  func canGoOn(from place: Int) -> Bool {
    base.finishedSearch(from: identities[place].known, mode) != nil
  }
}
