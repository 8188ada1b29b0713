// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
package import RBAC

/// All that one user may do in a place, as `kubectl auth can-i --list` says it.
package struct AccessList: Sendable {
  /// Where it is asked about.
  package enum Place: Hashable, Sendable {
    /// A namespace, with what is in none.
    case namespace(String)
    /// Every namespace at once, with what is in none.
    case everywhere
  }

  /// A binding and the rule of a role that it gives.
  package struct Source: Hashable, Sendable {
    package var binding: ObjectReference
    /// The role that the rule is written in: a part, where the bound one is aggregated.
    package var role: ObjectReference
    /// Where the rule and the binding stand; `nil` for default objects and those of a cluster.
    package var rulePlace: SourceRange?
    package var bindingPlace: SourceRange?
  }

  /// A rule, and what gives all of it.
  package struct Row: Sendable {
    /// In one namespace the scope is always the cluster's: there is nothing to tell apart.
    package var rule: ScopedRule
    /// Each gives the whole rule by itself; none where nobody asked.
    package var sources: [Source]
  }

  package let user: User
  package let place: Place
  /// In normal form; where sources are asked for, for each combination of them.
  package let rows: [Row]
  /// Paths that come through RoleBindings. An API server lists them, and refuses the requests:
  /// those have no namespace.
  package let inert: [Row]
  /// What may be besides: it is not known exactly what some default role grants. Without sources.
  package let possible: [Row]
  /// Why there may be more.
  package let undetermined: [String]
  /// Whether the user may do anything, whatever is listed.
  package var isSuperuser: Bool { user.isSuperuser }

  /// - Parameters:
  ///   - manifests: where the objects of the policy are from.
  ///   - withSources: whether each row says what gives it.
  package init(
    of user: User, in place: Place, _ policy: Policy, manifests: ManifestSet, withSources: Bool
  ) {
    self.user = user
    self.place = place
    let permissions = policy.permissions(of: user)
    let rows = { (grants: [GrantedRule]) in
      Self.rows(grants.filter { place.holds($0.scope) }, place) { grant in
        withSources ? Source(grant, policy, manifests) : nil
      }
    }
    self.rows = rows(permissions.grants)
    inert = rows(permissions.inert)
    let held = AtomSet(self.rows.map(\.rule))
    possible = AtomSet(
      permissions.possible.filter { place.holds($0.scope) }.map(place.rescoped)
    ).subtracting(held).normalForm().map { Row(rule: $0, sources: []) }
    let unplaced = policy.unplacedBindings(of: user, in: place.namespace)
    let open = permissions.unresolved.filter {
      place.holds(policy.bindings[$0.binding].scope) && !unplaced.contains($0.binding)
    }
    undetermined =
      unplaced.map { index in
        let binding = policy.bindings[index]
        return binding.isUnplaced
          ? "\(binding.kind.rawValue) '\(binding.name)' names no namespace: "
            + "what it gives may hold in any"
          : "Role '\(binding.roleRef.name)' names no namespace: "
            + "\(binding.reference.title) may give what it allows"
      }.distinct + open.map(policy.describe).distinct
  }

  /// The rules that grants add up to. Where they have sources, atoms with the same ones are
  /// together.
  private static func rows(
    _ grants: [GrantedRule], _ place: Place, _ source: (Grant) -> Source?
  ) -> [Row] {
    let held = grants.map { granted in
      (rules: AtomSet([place.rescoped(granted.scopedRule)]), source: source(granted.grant))
    }
    let atoms = AtomSet(held.flatMap(\.rules.atoms)).reduced().atoms
    var groups: [[Source]: [Atom]] = [:]
    for atom in atoms {
      let sources = held.filter { $0.source != nil && $0.rules.covers(atom) }
        .compactMap(\.source)
      groups[sources.distinct, default: []].append(atom)
    }
    return groups.flatMap { sources, atoms in
      AtomSet(atoms).normalForm().map { rule in
        (first: rule.atoms.min(), row: Row(rule: rule, sources: sources))
      }
    }
    .sorted { left, right in
      switch (left.first, right.first) {
      case (let left?, let right?): left < right
      case (nil, _?): true
      default: false
      }
    }
    .map(\.row)
  }
}

extension AccessList.Place {
  /// The one namespace; `nil` for all.
  package var namespace: String? {
    switch self {
    case .namespace(let name): name
    case .everywhere: nil
    }
  }

  fileprivate func holds(_ scope: Scope) -> Bool {
    namespace.map { scope.covers(.namespace($0)) } ?? true
  }

  fileprivate func rescoped(_ rule: ScopedRule) -> ScopedRule {
    namespace == nil ? rule : ScopedRule(rule: rule.rule, scope: .cluster)
  }
}

extension AccessList.Source {
  fileprivate init(_ grant: Grant, _ policy: Policy, _ manifests: ManifestSet) {
    let binding = policy.bindings[grant.binding]
    self.init(
      binding: binding.reference, role: policy.roles[policy.source(of: grant).role].reference,
      rulePlace: Self.place(policy.origin(of: grant), manifests),
      bindingPlace: Self.place(binding.origin, manifests))
  }

  private static func place(_ origin: Origin?, _ manifests: ManifestSet) -> SourceRange? {
    manifests.isStored ? nil : origin.flatMap { manifests.origins[$0]?.range }
  }
}
