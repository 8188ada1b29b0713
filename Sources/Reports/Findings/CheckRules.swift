// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What reports say of the findings of `verify`, `diff` and of the manifests that they read.
package enum CheckRules {
  package static let verify = [
    RuleDescription(
      id: "missing-for-action", category: "contract", severity: .error,
      summary: "Nothing that an action of the agent needs is granted.",
      why:
        "The API server will refuse the action's requests, and the action fails when it is used.",
      remedy: "Add the rules that `rolefit verify` prints, or switch the action off."),
    RuleDescription(
      id: "partial-for-action", category: "contract", severity: .error,
      summary: "Only a part of what an action of the agent needs is granted.",
      why: "The action starts and fails half-way, when the API server refuses one of its requests.",
      remedy: "Add the rules that `rolefit verify` prints, or switch the action off."),
    RuleDescription(
      id: "unsupported-action", category: "contract", severity: .warning,
      summary: "An action is switched on that this version of the agent does not have.",
      why: "No role makes it work.",
      remedy: "Upgrade the agent, or switch the action off."),
    RuleDescription(
      id: "excess-for-actions", category: "contract", severity: .warning,
      summary: "A permission is granted that no action of the set needs.",
      why: "Whoever takes over the agent's account has it too.",
      remedy: "Take the permission out of the role, or name the action that needs it."),
    RuleDescription(
      id: "inert-grant", category: "inert", severity: .warning,
      summary: "A permission is granted that no API server would ever use.",
      why: "It looks as if it allowed something, and what its author meant is not allowed.",
      remedy: "Write the group, resource and verb as the API server spells them, or take them out."),
    RuleDescription(
      id: "undetermined-for-action", category: "undetermined", severity: .warning,
      summary: "The input does not say whether an action is possible.",
      why: "A role, a part of one, or a switch's default stands elsewhere.",
      remedy: "Give rolefit the manifests or the values that are missing."),
    RuleDescription(
      id: "forbidden-action", category: "escalation", severity: .error,
      summary: "An action that must be impossible is possible.",
      why: "The account can do it, if not as the agent does it then by another route.",
      remedy: "Take the permissions out that open the route."),
    RuleDescription(
      id: "escalation-route", category: "escalation", severity: .warning,
      summary: "The account can give itself more than it was given.",
      why: "What it can reach that way is not limited by its roles.",
      remedy: "Take the permissions out that open the route."),
  ]

  package static let diff = [
    RuleDescription(
      id: "permission-added", category: "change", severity: .warning,
      summary: "The new manifests grant something that the old ones did not.",
      why: "Whoever is bound can do more than before.",
      remedy: "See that the change is meant."),
    RuleDescription(
      id: "permission-removed", category: "change", severity: .warning,
      summary: "The old manifests granted something that the new ones do not.",
      why: "Whoever relied on it will be refused.",
      remedy: "See that the change is meant."),
  ]

  /// The findings that diagnostics of manifests come to.
  package static func findings(of diagnostics: [Diagnostic]) -> [Finding] {
    diagnostics.map { diagnostic in
      Finding(
        diagnostic.code.rawValue, diagnostic.severity, diagnostic.message, at: diagnostic.range,
        notes: diagnostic.notes + (diagnostic.remedy.map { [Diagnostic.Note("help: \($0)")] } ?? [])
      )
    }
  }

  /// A description for each kind of diagnostic.
  package static func rules(of diagnostics: [Diagnostic]) -> [RuleDescription] {
    let severities = Dictionary(
      diagnostics.map { ($0.code.rawValue, $0.severity) }, uniquingKeysWith: max)
    return severities.sorted { $0.key < $1.key }.map { code, severity in
      RuleDescription(
        id: code, category: "validity", severity: severity,
        summary: "A manifest is not as the API server wants it (\(code)).",
        why: "The API server rejects the object, or drops what it does not know.",
        remedy: "Mend what the message says.")
    }
  }
}
