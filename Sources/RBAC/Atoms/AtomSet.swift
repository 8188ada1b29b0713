// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A set of permissions: what is needed, or what is granted. Two sets are equal when they hold the
/// same atoms; sets that merely grant the same have the same `reduced`.
package struct AtomSet: Sendable, Equatable {
  /// Sorted, each once.
  package let atoms: [Atom]
  private let lookup = Lookup()

  /// Finds covers; made when first asked, since many sets are only read in order.
  private final class Lookup: Sendable {
    private let known = Mutex<CoverIndex?>(nil)

    func index(of sorted: [Atom]) -> CoverIndex {
      known.withLock { known in
        let index = known ?? CoverIndex(sorted: sorted)
        known = index
        return index
      }
    }
  }

  private var index: CoverIndex { lookup.index(of: atoms) }

  package init() { self.init([Atom]()) }

  package init(_ atoms: some Sequence<Atom>) {
    let all = Array(atoms)
    let isSorted = zip(all, all.dropFirst()).allSatisfy { $0 < $1 }
    self.init(sorted: isSorted ? all : Set(all).sorted())
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
  }

  package var isEmpty: Bool { atoms.isEmpty }

  /// Whether one atom of this set covers `atom`. Several together never do: an enumeration of all
  /// verbs is not `*`.
  package func covers(_ atom: Atom) -> Bool { index.covers(atom) }

  /// The atoms of this set that cover `atom`, of several that match the same the first; some may
  /// stand there twice.
  package func covers(of atom: Atom) -> [Atom] { index.covers(of: atom).map { atoms[$0] } }

  /// Whether every atom of `other` is covered: whether somebody with this set could grant `other`.
  ///
  /// Breaking the owner down as well changes nothing: a rule covers an atom when each of its fields
  /// has one matching entry, and those entries are one of its atoms. Source:
  /// k8s.io/component-helpers, `Covers` in auth/rbac/validation/policy_comparator.go.
  package func covers(_ other: AtomSet) -> Bool {
    let index = index
    return other.atoms.allSatisfy(index.covers)
  }

  package func union(_ other: AtomSet) -> AtomSet { AtomSet(atoms + other.atoms) }

  /// The atoms that no atom of `other` covers.
  package func subtracting(_ other: AtomSet) -> AtomSet {
    let index = other.index
    return AtomSet(sorted: atoms.filter { !index.covers($0) })
  }

  /// The least set that covers the same: without the atoms that others cover. A URL that ends in
  /// several stars is written with one, which means the same.
  package func reduced() -> AtomSet {
    let isPlain = !atoms.contains { $0.hasSeveralTrailingStars }
    let plain = isPlain ? self : AtomSet(atoms.map(\.withOneTrailingStar))
    let index = plain.index
    let kept = plain.atoms.filter { !index.makesRedundant($0) }
    return kept.count == plain.atoms.count ? plain : AtomSet(sorted: kept)
  }

  package static func == (left: AtomSet, right: AtomSet) -> Bool { left.atoms == right.atoms }
}
