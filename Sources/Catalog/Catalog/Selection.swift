// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// The actions and capabilities of an agent that are switched on, in one installation.
package struct Selection: Sendable {
  package var catalog: Catalog
  package var context: NeedContext
  /// In the catalog's order.
  package var actions: [Action]
  /// In the catalog's order.
  package var capabilities: [Action]
  /// Capabilities of which nobody can say whether they are on: what they need is neither missing
  /// nor too much. In the catalog's order.
  package var tolerated: [Action] = []
  /// Actions that were named and that the agent's version does not have.
  package var unsupported: [Action]
  /// Actions of which nobody can say whether they are on.
  package var undetermined: [SwitchedActions.Undetermined]

  package init(
    catalog: Catalog, context: NeedContext, actions: [Action] = [], capabilities: [Action] = [],
    unsupported: [Action] = [], undetermined: [SwitchedActions.Undetermined] = []
  ) {
    self.catalog = catalog
    self.context = context
    self.actions = actions
    self.capabilities = capabilities
    self.unsupported = unsupported
    self.undetermined = undetermined
  }

  /// Actions, then capabilities.
  package var entries: [Action] { actions + capabilities }

  package var needs: [ActionNeeds] { catalog.needs(of: entries, in: context) }

  /// The rules of the set, in normal form.
  package var rules: [ScopedRule] { catalog.rules(for: entries, in: context) }
}

extension Catalog {
  /// The agent and the catalog's version, as reports name it: `k8s-watcher@1.0.0`.
  package var title: String { "\(agent.name)@\(version)" }
}
