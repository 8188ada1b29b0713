// SPDX-License-Identifier: Apache-2.0

/// A set of permissions: what is needed, or what is granted. Two sets are equal when they hold the
/// same atoms; sets that merely grant the same have the same `reduced`.
package struct AtomSet: Sendable, Equatable {
  /// Sorted, each once.
  package let atoms: [Atom]
  private let index: CoverIndex

  package init() { self.init([Atom]()) }

  package init(_ atoms: some Sequence<Atom>) {
    self.init(sorted: Set(atoms).sorted())
  }

  package init(_ rules: some Sequence<PolicyRule>, scope: Scope) {
    self.init(rules.map { ScopedRule(rule: $0, scope: scope) })
  }

  package init(_ rules: some Sequence<ScopedRule>) {
    self.init(rules.flatMap(\.atoms))
  }

  /// `sorted` in ascending order, without repetitions.
  private init(sorted: [Atom]) {
    atoms = sorted
    index = CoverIndex(sorted: sorted)
  }

  package var isEmpty: Bool { atoms.isEmpty }

  /// Whether one atom of this set covers `atom`. Several together never do: an enumeration of all
  /// verbs is not `*`.
  package func covers(_ atom: Atom) -> Bool { index.covers(atom) }

  /// Whether every atom of `other` is covered: whether somebody with this set could grant `other`.
  ///
  /// Breaking the owner down as well changes nothing: a rule covers an atom when each of its fields
  /// has one matching entry, and those entries are one of its atoms. Source:
  /// k8s.io/component-helpers, `Covers` in auth/rbac/validation/policy_comparator.go.
  package func covers(_ other: AtomSet) -> Bool { other.atoms.allSatisfy(index.covers) }

  package func union(_ other: AtomSet) -> AtomSet { AtomSet(atoms + other.atoms) }

  /// The atoms that no atom of `other` covers.
  package func subtracting(_ other: AtomSet) -> AtomSet {
    AtomSet(sorted: atoms.filter { !other.index.covers($0) })
  }

  /// The least set that covers the same: without the atoms that others cover. A URL that ends in
  /// several stars is written with one, which means the same.
  package func reduced() -> AtomSet {
    let written = atoms.map(\.withOneTrailingStar)
    let plain = written == atoms ? self : AtomSet(written)
    return AtomSet(sorted: plain.atoms.filter { !plain.index.makesRedundant($0) })
  }

  package static func == (left: AtomSet, right: AtomSet) -> Bool { left.atoms == right.atoms }
}
