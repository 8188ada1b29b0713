// SPDX-License-Identifier: Apache-2.0

extension ReachSearch {
  /// Goes on from the finished search of somebody whom the root comes to in one step: what that one
  /// comes to, the root does too.
  ///
  /// - Parameter place: of that one.
  mutating func goOn(from place: Int) -> Bool {
    guard let number = identities[place].step, steps[number].parts.isEmpty,
      !identities[place].isImpersonated, identities[place].filter == nil,
      var search = base.finishedSearch(from: identities[place].known, mode)
    else { return false }
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
    var link = steps[number]
    link.identity = search.root
    search.steps.append(link)
    search.identities[other].step = search.steps.count - 1
    search.isContinued = true
    self = search
    return true
  }

  func canGoOn(from place: Int) -> Bool {
    base.finishedSearch(from: identities[place].known, mode) != nil
  }
}
