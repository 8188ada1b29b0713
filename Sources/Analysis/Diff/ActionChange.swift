// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Manifests
import RBAC

/// Which of an agent's actions a change of manifests makes possible, or impossible, for somebody,
/// and where.
package struct ActionChange {
  /// An action, and where it changed.
  package struct Change: Sendable {
    package var action: Action
    /// Whether it is possible cluster-wide on the side that has more.
    package var isClusterWide: Bool
    /// The namespaces where it changed, sorted; empty when it changed cluster-wide.
    package var namespaces: [String]
    /// Whether the other side has it in fewer places, rather than nowhere.
    package var isPartial: Bool

    /// `Delete a pod`, `Delete a pod, in the namespace 'prod'`.
    package var title: String {
      if isClusterWide { return action.title + (isPartial ? ", in every namespace" : "") }
      let names = namespaces.map { "'\($0)'" }.joined(separator: ", ")
      return "\(action.title), in the namespace\(namespaces.count == 1 ? "" : "s") \(names)"
    }
  }

  private let before: AtomSet
  private let after: AtomSet
  private let namespaces: [String]
  /// Places in `namespaces`: together those in which each side grants the same, so that an action
  /// is possible in all of them or in none.
  private let alike: [[Int]]

  package init(from old: ManifestSet, to new: ManifestSet, defaults: DefaultObjects) {
    let basis = DiffBasis(from: old, to: new)
    before = basis.atoms(of: old, defaults)
    after = basis.atoms(of: new, defaults)
    let namespaces = Set((before.atoms + after.atoms).compactMap(\.scope.namespace)).sorted()
    let had = Dictionary(grouping: before.atoms, by: \.scope.namespace)
    let have = Dictionary(grouping: after.atoms, by: \.scope.namespace)
    func grants(_ namespace: String) -> [[Atom]] {
      [had, have].map { ($0[namespace] ?? []).map(\.unscoped) }
    }
    alike = Dictionary(grouping: namespaces.indices) { grants(namespaces[$0]) }.values
      .sorted { $0[0] < $1[0] }
    self.namespaces = namespaces
  }

  package func gained(_ actions: [Action], of catalog: Catalog, in context: NeedContext) -> [Change]
  {
    changes(actions, catalog, context, from: before, to: after)
  }

  package func lost(_ actions: [Action], of catalog: Catalog, in context: NeedContext) -> [Change] {
    changes(actions, catalog, context, from: after, to: before)
  }

  private func changes(
    _ actions: [Action], _ catalog: Catalog, _ context: NeedContext, from less: AtomSet,
    to more: AtomSet
  ) -> [Change] {
    /// What each action needs cluster-wide, then what it needs in one of the namespaces alone.
    let clusterWide = catalog.needs(of: actions, in: context)
    let local = alike.map { places in
      var context = context
      context.watchNamespaces = [namespaces[places[0]]]
      return catalog.needs(of: actions, in: context)
    }
    return actions.indices.compactMap { index in
      let need = clusterWide[index].atoms
      func holders(_ grants: AtomSet) -> Set<Int> {
        let those = local.indices.filter { grants.covers(AtomSet(local[$0][index].atoms)) }
        return Set(those.flatMap { alike[$0] })
      }
      let had = holders(less)
      if more.covers(AtomSet(need)) {
        guard !less.covers(AtomSet(need)) else { return nil }
        return Change(
          action: actions[index], isClusterWide: true, namespaces: [], isPartial: !had.isEmpty)
      }
      let new = holders(more).subtracting(had)
      guard !new.isEmpty else { return nil }
      return Change(
        action: actions[index], isClusterWide: false,
        namespaces: new.sorted().map { namespaces[$0] }, isPartial: !had.isEmpty)
    }
  }
}
