// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What comparing needs and grants comes to.
extension RuleDescription {
  package static let missingForAction = RuleDescription(
    id: "missing-for-action", category: "contract", severity: .error,
    summary: "An action of the agent is on, and nothing that it needs is granted.",
    why:
      "The API server refuses the action's requests, and the action fails when somebody uses it.",
    remedy: "Add the rules that rolefit rules prints for the action, or switch the action off.")

  package static let partialForAction = RuleDescription(
    id: "partial-for-action", category: "contract", severity: .error,
    summary: "An action of the agent is on, and only a part of what it needs is granted.",
    why: "The action starts and fails half-way, when the API server refuses one of its requests.",
    remedy: "Add the rules that rolefit verify prints as missing, or switch the action off.")

  package static let unsupportedAction = RuleDescription(
    id: "unsupported-action", category: "contract", severity: .warning,
    summary: "An action is switched on that this version of the agent does not have.",
    why: "No role makes it work.",
    remedy: "Upgrade the agent, or switch the action off.")

  package static let undeterminedForAction = RuleDescription(
    id: "undetermined-for-action", category: "undetermined", severity: .warning,
    summary: "The input does not say whether an action is possible.",
    why: "A role, a part of one, or a switch's default stands elsewhere.",
    remedy: "Give rolefit the manifests or the values that are missing.")

  package static let excessForActions = RuleDescription(
    id: "excess-for-actions", category: "contract", severity: .warning,
    summary: "A permission is granted that no action of the set needs.",
    why: "Whoever takes over the agent's account has it too.",
    remedy: "Take the permission out of the role, or name the action that needs it.")

  package static let inertGrant = RuleDescription(
    id: "inert-grant", category: "inert", severity: .warning,
    summary: "A permission is granted that no API server would ever use.",
    why: "It looks as if it allowed something, and what its author meant is not allowed.",
    remedy: "Write the group, resource and verb as the API server spells them, or take them out.")

  package static let forbiddenAction = RuleDescription(
    id: "forbidden-action", category: "escalation", severity: .error,
    summary: "An action that must be impossible is possible.",
    why: "The account can do it, if not as the agent does it then by another route.",
    remedy: "Take the permissions out that open the route.")

  package static let escalationRoute = RuleDescription(
    id: "escalation-route", category: "escalation", severity: .warning,
    summary: "The account can give itself more than it was given.",
    why: "What it can reach that way is not limited by its roles.",
    remedy: "Take the permissions out that open the route.")
}
