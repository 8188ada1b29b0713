// SPDX-License-Identifier: Apache-2.0

import RBAC

/// One atom that a search is asked about.
struct AskedAtom {
  private let atom: Atom
  private let request: Request
  private let outline: RuleOutline

  init(_ atom: Atom) {
    self.atom = atom
    request = atom.request
    outline =
      switch atom.target {
      case .resource(let verb, let apiGroup, let resource, _):
        RuleOutline(PolicyRule(apiGroups: [apiGroup], resources: [resource], verbs: [verb]))
      case .nonResource(let verb, let url):
        RuleOutline(PolicyRule(verbs: [verb], nonResourceURLs: [url]))
      }
  }

  /// The first who may send its request, and what a binding gives to all: somebody may have it by a
  /// shorter way.
  func holders(in search: ReachSearch) -> [GoalFinder.Holder] {
    if let own = holder(of: search.root, in: search) {
      return [own] + shared(in: search)
    }
    guard let kept = search.sameAs else {
      let places = search.identities.indices.lazy
      return places.compactMap { holder(of: $0, in: search) }.prefix(1) + shared(in: search)
    }
    if let known = kept.atoms[atom] { return known }
    let found = holders(in: kept.search)
    kept.atoms[atom] = found
    return found
  }

  private func shared(in search: ReachSearch) -> [GoalFinder.Holder] {
    first(of: search.shared.all).map { [GoalFinder.Holder(identity: 0, held: $0)] } ?? []
  }

  private func holder(of place: Int, in search: ReachSearch) -> GoalFinder.Holder? {
    let identity = search.identities[place]
    var found: HeldRule?
    if identity.filter == nil {
      found = first(of: search.base.allRules(of: identity.known)) ?? first(of: identity.extra)
    } else {
      found = first(of: search.allRules(of: place, withShared: false))
    }
    if found == nil, place == 0 { found = first(of: search.powers) }
    return found.map { GoalFinder.Holder(identity: place, held: $0) }
  }

  private func first(of rules: [HeldRule]) -> HeldRule? {
    rules.first {
      $0.outline.meets(outline) && $0.scope.covers(atom.scope) && $0.rule.allows(atom, request)
    }
  }
}
