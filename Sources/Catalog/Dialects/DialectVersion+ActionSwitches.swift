// SPDX-License-Identifier: Apache-2.0

extension DialectVersion {
  /// The switches on which it depends which of the catalog's actions are on: those that turn some
  /// on, and those that such a one asks; in the catalog's order.
  package func actionSwitches(in catalog: Catalog) -> [Switch] {
    let actions = Set(catalog.actions.map(\.id))
    var keys: Set<String> = []
    for toggle in switches {
      for effect in toggle.effects
      where effect.versions.contains(writtenChart) && !actions.isDisjoint(with: effect.actions) {
        keys.formUnion([toggle.key] + [effect.with, effect.unless].compactMap(\.self))
      }
    }
    return switches.filter { keys.contains($0.key) }
  }

  /// The other switches: what the agent reads depends on them, or nothing that the catalog knows; in
  /// its order.
  package func readSwitches(in catalog: Catalog) -> [Switch] {
    let keys = Set(actionSwitches(in: catalog).map(\.key))
    return switches.filter { !keys.contains($0.key) }
  }
}
