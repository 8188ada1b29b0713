// SPDX-License-Identifier: Apache-2.0

package import Manifests
package import RBAC

/// What one set of manifests grants that another does not, and the reverse.
package struct RoleDiff: Sendable {
  /// Why a subject's permissions changed.
  package enum Cause: String, Sendable {
    /// A role that it has grants something else now.
    case role
    /// It has other roles, or has them elsewhere.
    case binding
  }

  /// One subject's change at one scope.
  package struct SubjectChange: Sendable {
    /// `ServiceAccount komodor:agent`, `User jane`, `Group devs`.
    package var subject: String
    package var scope: Scope
    package var added: [ScopedRule]
    package var removed: [ScopedRule]
    package var cause: Cause
    /// The name of the account that it is, where its namespace is not known.
    fileprivate var unplacedAccount: String?
  }

  package let added: [ScopedRule]
  package let removed: [ScopedRule]
  /// Empty when neither side has a binding.
  package let subjects: [SubjectChange]

  /// Whether there would be other differences, were it known where the objects are that name no
  /// namespace: some changed there, and others in a namespace that is named.
  package let dependsOnNamespace: Bool

  /// Without bindings the roles are compared as rules: ClusterRoles at cluster scope, Roles in
  /// their namespace. With bindings, what they give to each subject is compared.
  package init(from old: ManifestSet, to new: ManifestSet, defaults: DefaultObjects) {
    guard !old.bindings.isEmpty || !new.bindings.isEmpty else {
      let difference = RuleDifference(from: old.atomsWithoutBindings, to: new.atomsWithoutBindings)
      added = difference.added
      removed = difference.removed
      subjects = []
      dependsOnNamespace = Self.dependsOnNamespace(added + removed)
      return
    }
    let oldPolicy = Self.policy(roles: old, bindings: old, defaults)
    let newPolicy = Self.policy(roles: new, bindings: new, defaults)
    /// What the old bindings give of the new roles: a change that shows here is the roles'.
    let mixedPolicy = Self.policy(roles: new, bindings: old, defaults)
    var changes: [SubjectChange] = []
    var allAdded: [Atom] = []
    var allRemoved: [Atom] = []
    let principals = Self.principals(old, new)
    let users = principals.map(\.user)
    let oldGrants = oldPolicy.permissions(of: users)
    let newGrants = newPolicy.permissions(of: users)
    let mixedGrants = mixedPolicy.permissions(of: users)
    for (place, principal) in principals.enumerated() {
      let before = oldGrants[place].atoms
      let after = newGrants[place].atoms
      let byRoles = mixedGrants[place].atoms
      let gained = after.subtracting(before)
      let lost = before.subtracting(after)
      allAdded += gained.atoms
      allRemoved += lost.atoms
      let gainedByScope = Dictionary(grouping: gained.atoms, by: \.scope)
      let lostByScope = Dictionary(grouping: lost.atoms, by: \.scope)
      for scope in Set(gainedByScope.keys).union(lostByScope.keys).sorted() {
        let gainedHere = AtomSet(gainedByScope[scope] ?? [])
        let lostHere = AtomSet(lostByScope[scope] ?? [])
        let isOfRoles =
          byRoles.covers(gainedHere) && lostHere.atoms.allSatisfy { !byRoles.covers($0) }
        changes.append(
          SubjectChange(
            subject: principal.title, scope: scope, added: gainedHere.normalForm(),
            removed: lostHere.normalForm(), cause: isOfRoles ? .role : .binding,
            unplacedAccount: User.unplacedServiceAccount(of: principal.user.name).map(String.init)))
      }
    }
    added = AtomSet(allAdded).normalForm()
    removed = AtomSet(allRemoved).normalForm()
    subjects = changes
    dependsOnNamespace =
      Self.dependsOnNamespace(added + removed) || Self.changesUnplacedAccount(changes)
  }

  private static func dependsOnNamespace(_ changes: [ScopedRule]) -> Bool {
    changes.contains { $0.scope.isUnknown }
      && changes.contains { !$0.scope.isUnknown && $0.scope != .cluster }
  }

  /// Whether what an account has changed whose namespace is not known, and what one of the same
  /// name has whose namespace is.
  private static func changesUnplacedAccount(_ changes: [SubjectChange]) -> Bool {
    let unplaced = Set(changes.compactMap(\.unplacedAccount))
    return !unplaced.isEmpty
      && changes.contains { change in
        guard change.unplacedAccount == nil,
          let colon = change.subject.lastIndex(of: ":")
        else { return false }
        return unplaced.contains(String(change.subject[colon...].dropFirst()))
      }
  }

  package var isEmpty: Bool { added.isEmpty && removed.isEmpty }

  private static func policy(
    roles: ManifestSet, bindings: ManifestSet, _ defaults: DefaultObjects
  ) -> Policy {
    Policy(
      roles: roles.roles + defaults.roles(besides: roles.roles), bindings: bindings.bindings,
      closedWorld: true)
  }

  /// Whom bindings name, each once.
  private struct Principal: Hashable, Comparable {
    var title: String
    /// Has what bindings give to exactly this subject: a user's groups are subjects of their own.
    var user: User

    static func < (left: Self, right: Self) -> Bool { left.title < right.title }
  }

  private static func principals(_ sets: ManifestSet...) -> [Principal] {
    var principals: Set<Principal> = []
    for binding in sets.flatMap(\.bindings) {
      for subject in binding.subjects {
        guard let principal = binding.principal(of: subject) else { continue }
        let user =
          switch principal {
          case .user(let name): User(name: name)
          case .group(let name): User(name: "\u{1}member", groups: [name])
          }
        principals.insert(Principal(title: principal.title, user: user))
      }
    }
    return principals.sorted()
  }
}

extension ManifestSet {
  /// What its roles would grant if each were bound: ClusterRoles at cluster scope, Roles in their
  /// namespace.
  var atomsWithoutBindings: AtomSet {
    let policy = Policy(roles: roles, bindings: [])
    return AtomSet(
      roles.enumerated().flatMap { index, role in
        policy.effectiveRules(ofRole: index).map { ScopedRule(rule: $0, scope: role.scope) }
      })
  }
}
