// SPDX-License-Identifier: Apache-2.0

/// A way in which the grants let an account do what it must not.
package struct ForbiddenRoute: Sendable {
  /// The action's id; for an escalation what it reaches.
  package var action: String
  /// How: the documented way, another transport, another way, an escalation.
  package var route: String
  /// The rules that together open it.
  package var grants: [PlacedGrant]
}
