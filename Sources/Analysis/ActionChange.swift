// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Manifests
import RBAC

/// Which of an agent's actions a change of manifests makes possible, or impossible, for anybody.
package struct ActionChange {
  private let before: AtomSet
  private let after: AtomSet

  package init(from old: ManifestSet, to new: ManifestSet, defaults: DefaultObjects) {
    before = Self.atoms(old, defaults)
    after = Self.atoms(new, defaults)
  }

  package func gained(among needs: [ActionNeeds]) -> [Action] {
    needs.filter { possible($0, after) && !possible($0, before) }.map(\.action)
  }

  package func lost(among needs: [ActionNeeds]) -> [Action] {
    needs.filter { possible($0, before) && !possible($0, after) }.map(\.action)
  }

  private func possible(_ need: ActionNeeds, _ grants: AtomSet) -> Bool {
    need.atoms.allSatisfy { grants.covers($0.unscoped) }
  }

  /// Everything that is granted to somebody, wherever.
  private static func atoms(_ set: ManifestSet, _ defaults: DefaultObjects) -> AtomSet {
    let isBound = !set.bindings.isEmpty
    let roles = set.roles + (isBound ? defaults.roles(besides: set.roles) : [])
    let policy = Policy(roles: roles, bindings: [], closedWorld: true)
    let bound = Set(set.bindings.map { "\($0.roleRef.kind)/\($0.roleRef.name)" })
    return AtomSet(
      roles.indices.filter { index in
        !isBound || bound.contains("\(roles[index].kind.rawValue)/\(roles[index].name)")
      }
      .flatMap { policy.effectiveRules(ofRole: $0) }
      .flatMap { ScopedRule(rule: $0, scope: .cluster).atoms })
  }
}
