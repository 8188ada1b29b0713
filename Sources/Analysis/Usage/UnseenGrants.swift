// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Finds what is granted to an account and in none of its requests.
struct UnseenGrants {
  private let seen: [UsageTally.Seen]
  /// A request of each kind that the logs have of anybody, about no object and in no namespace.
  private let kinds: [Request]
  /// A rule that spells out more than this is looked at as a whole.
  private static let limit = 20_000

  private let isWhole: Bool
  /// What else was used than requests say.
  private let used: Set<Atom>

  init(_ tally: UsageTally, of user: String, isWhole: Bool, used: Set<Atom> = []) {
    self.isWhole = isWhole
    self.used = used
    seen = tally.seen(of: user).filter { $0.count.allowed > 0 }
    kinds = tally.kinds.sorted().map { $0.request(named: "") }
  }

  func grants(of access: AgentAccess) -> [Usage.UnseenGrant] {
    access.grants.filter { !$0.isDefault }.flatMap { grant in
      let atoms = grant.rule.atomCount <= Self.limit ? grant.scopedRule.atoms : []
      let unseen = atoms.filter { atom in
        !seen.contains { Self.isUse($0, of: atom.rule, in: atom.scope) }
          && !used.contains(where: atom.covers)
      }
      let split = Dictionary(grouping: unseen) { isRecorded($0.rule) }
      return [true, false].compactMap { isRecorded in
        split[isRecorded].map { atoms in
          Usage.UnseenGrant(
            title: grant.title, range: grant.range, rules: AtomSet(atoms).normalForm(),
            isUndetermined: !isRecorded)
        }
      }
    }
  }

  /// Whether a rule allows a request that was seen.
  private static func isUse(
    _ seen: UsageTally.Seen, of rule: PolicyRule, in scope: Scope
  ) -> Bool {
    switch seen.request {
    case .nonResource(let request):
      guard scope == .cluster else { return false }
      return seen.isOfAnyName
        ? rule.verbs.contains { $0 == "*" || $0 == request.verb } && !rule.nonResourceURLs.isEmpty
        : rule.allows(seen.request)
    case .resource(let request):
      guard scope == .cluster || scope == .namespace(request.namespace) else { return false }
      var rule = rule
      if seen.isOfAnyName { rule.resourceNames = [] }
      return rule.allows(seen.request)
    }
  }

  /// Whether the logs have anybody's requests of this kind.
  private func isRecorded(_ rule: PolicyRule) -> Bool {
    if isWhole { return true }
    var rule = rule
    rule.resourceNames = []
    return kinds.contains { kind in
      if case .nonResource(let request) = kind {
        return !rule.nonResourceURLs.isEmpty
          && rule.verbs.contains { $0 == "*" || $0 == request.verb }
      }
      return rule.allows(kind)
    }
  }
}
