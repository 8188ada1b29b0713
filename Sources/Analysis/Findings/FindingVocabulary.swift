// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The findings of each command that judges needs, grants or changes. A rule of `lint` that finds
/// the same has its text from here; the others are described where they are written.
package enum FindingVocabulary {
  package static let verify: [RuleDescription] = [
    .missingForAction, .partialForAction, .unsupportedAction, .excessForActions, .inertGrant,
    .undeterminedForAction, .forbiddenAction, .escalationRoute,
  ]

  package static let matrix: [RuleDescription] =
    SwitchFault.Kind.allCases.map(\.rule) + [.notRendered]

  package static let diff: [RuleDescription] = [
    .permissionAdded, .permissionRemoved, .immutableRoleRef,
  ]

  package static let ready: [RuleDescription] = [
    .missingForAction, .partialForAction, .unsupportedAction, .undeterminedForAction, .inertGrant,
    .immutableRoleRef, .valueGone, .mayNotGrant,
  ]

  /// Every description, each once, sorted by id.
  package static let all: [RuleDescription] =
    Set(verify + matrix + diff + ready).sorted { $0.id < $1.id }
}
