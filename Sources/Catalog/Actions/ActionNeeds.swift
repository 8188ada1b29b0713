// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// What an action needs in one installation.
package struct ActionNeeds: Hashable, Sendable {
  package var action: Action
  /// What it can't do without, those of the actions that it requires first.
  package var required: [Need]
  /// What it also asks where it may.
  package var optional: [Need]
  /// Other ways of doing the same; they replace the needs that are the action's own.
  package var ways: [WayNeeds]

  /// What the role must hold for it.
  package var atoms: [Atom] { required.flatMap(\.atoms) }
}

/// A request that an action sends in one installation.
package struct Need: Hashable, Sendable {
  /// The id of the action whose step it is: the action itself, or one that it requires.
  package var action: String
  package var step: Step
  /// What a role must hold for it, one for each namespace it is sent to.
  package var atoms: [Atom]
}

/// Another way of doing an action in one installation.
package struct WayNeeds: Hashable, Sendable {
  package var way: Way
  /// What a role must hold for it, what the action requires included.
  package var atoms: [Atom]
}

extension Sequence<ActionNeeds> {
  /// What the role must hold for all of them.
  package var atoms: AtomSet { AtomSet(flatMap(\.atoms)) }
}
