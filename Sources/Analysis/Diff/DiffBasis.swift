// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
import RBAC

/// What a comparison of manifests is judged by: rules, actions and ways to more alike.
///
/// Where a side has a binding, what bindings give is compared, and roles that nobody has count for
/// nothing. Where neither has one, roles are compared as if each were bound.
package struct DiffBasis: Sendable {
  package enum Side: String, Sendable {
    case old, new
  }

  /// A role that differs, and that no binding of either side refers to.
  package struct UnboundRole: Sendable {
    package enum Change: String, Sendable {
      case added, removed, changed
    }

    /// `ClusterRole 'x'`, `Role 'shop/x'`.
    package var title: String
    package var change: Change
    /// Where it is written, on the new side if it is there.
    package var range: SourceRange?
  }

  package let judgesBindings: Bool
  /// The side without a binding, where the other has some.
  package let unboundSide: Side?
  /// Sorted; empty where roles are compared as if they were bound.
  package let unboundRoles: [UnboundRole]

  package init(from old: ManifestSet, to new: ManifestSet) {
    judgesBindings = !old.bindings.isEmpty || !new.bindings.isEmpty
    guard judgesBindings else {
      unboundSide = nil
      unboundRoles = []
      return
    }
    unboundSide = old.bindings.isEmpty ? .old : new.bindings.isEmpty ? .new : nil
    let before = Roles(of: old)
    let after = Roles(of: new)
    let idle = before.named.keys.filter { !before.held.contains($0) && !after.held.contains($0) }
    let added = after.named.keys.filter { before.named[$0] == nil && !after.held.contains($0) }
    unboundRoles = (idle + added.filter { !before.held.contains($0) }).sorted().compactMap { name in
      guard let change = Self.change(from: before.atoms(of: name), to: after.atoms(of: name)) else {
        return nil
      }
      return UnboundRole(
        title: name.title, change: change, range: after.range(of: name) ?? before.range(of: name))
    }
  }

  /// What a set of manifests gives somebody, where bindings count; else what its roles would give.
  func atoms(of set: ManifestSet, _ defaults: DefaultObjects) -> AtomSet {
    guard judgesBindings else { return set.atomsWithoutBindings }
    let roles = set.roles + defaults.roles(besides: set.roles)
    let policy = Policy(roles: roles, bindings: [], closedWorld: true)
    /// The last role of each name.
    let named = Dictionary(roles.indices.map { (roles[$0].reference, $0) }) { _, last in last }
    var rules: Set<ScopedRule> = []
    for binding in set.bindings where !binding.subjects.isEmpty {
      guard let role = named[binding.roleReference] else { continue }
      for rule in policy.effectiveRules(ofRole: role) {
        rules.insert(ScopedRule(rule: rule, scope: binding.scope))
      }
    }
    return AtomSet(rules)
  }

  private static func change(from old: AtomSet?, to new: AtomSet?) -> UnboundRole.Change? {
    guard let old else { return .added }
    guard let new else { return .removed }
    return old.covers(new) && new.covers(old) ? nil : .changed
  }

  /// The roles of one side.
  private struct Roles {
    /// The last of each name.
    let named: [ObjectReference: Int]
    /// Those that bindings give to somebody, or that are parts of others.
    let held: Set<ObjectReference>
    private let set: ManifestSet
    private let policy: Policy

    init(of set: ManifestSet) {
      self.set = set
      policy = Policy(roles: set.roles, bindings: [])
      named = Dictionary(set.roles.indices.map { (set.roles[$0].reference, $0) }) { $1 }
      let bound = set.bindings.filter { !$0.subjects.isEmpty }.map(\.roleReference)
      let selected = set.selectedRoles
      let parts = set.roles.filter { $0.isPart(ofOthersIn: selected) }.map(\.reference)
      held = Set(bound + parts)
    }

    func atoms(of name: ObjectReference) -> AtomSet? {
      named[name].map { AtomSet(policy.effectiveRules(ofRole: $0), scope: set.roles[$0].scope) }
    }

    func range(of name: ObjectReference) -> SourceRange? {
      named[name].flatMap { set.roles[$0].origin }.flatMap { set.origins[$0]?.range }
    }
  }
}

extension DiffBasis {
  /// One clause on what is compared; `nil` where both sides have bindings.
  package var sentence: String? {
    guard judgesBindings else {
      return "neither side has a binding: roles are compared as if each were bound"
    }
    return unboundSide.map {
      "the \($0.rawValue) manifests have no binding, so that they give nobody anything"
    }
  }

  /// What is said of the roles that nobody has.
  package var diagnostics: [Diagnostic] {
    unboundRoles.map { Diagnostic(.note, "unbound-role", $0.sentence, at: $0.range) }
  }
}

extension DiffBasis.UnboundRole {
  /// One clause without its place.
  package var sentence: String {
    "\(title) is \(change.rawValue), and no binding of either side gives it to anybody"
  }
}
