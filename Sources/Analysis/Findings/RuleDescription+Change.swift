// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What comparing two states comes to: manifests old and new, or before and after an upgrade.
extension RuleDescription {
  package static let permissionAdded = RuleDescription(
    id: "permission-added", category: "change", severity: .warning,
    summary: "The new manifests grant something that the old ones did not.",
    why: "Whoever is bound can do more than before.",
    remedy: "See that the change is meant.")

  package static let permissionRemoved = RuleDescription(
    id: "permission-removed", category: "change", severity: .warning,
    summary: "The old manifests granted something that the new ones do not.",
    why: "Whoever relied on it will be refused.",
    remedy: "See that the change is meant.")

  package static let immutableRoleRef = RuleDescription(
    id: "immutable-role-ref", category: "upgrade", severity: .error,
    summary: "A binding is to refer to another role than the one that stands.",
    why: "The API server lets no roleRef be changed, and the upgrade fails half-way.",
    remedy: "Delete the binding right before the upgrade.")

  package static let valueGone = RuleDescription(
    id: "value-gone", category: "upgrade", severity: .warning,
    summary:
      "A Helm value that switches actions has gone, has another name or another default.",
    why: "Helm takes a value that a chart does not know without a word.",
    remedy: "Set the values that took its place.")

  package static let mayNotGrant = RuleDescription(
    id: "may-not-grant", category: "upgrade", severity: .error,
    summary: "Whoever is to make the upgrade ready may not.",
    why: "The API server lets nobody give what they do not hold.",
    remedy: "Have the steps taken by somebody who holds the rules or may escalate and bind.")
}
