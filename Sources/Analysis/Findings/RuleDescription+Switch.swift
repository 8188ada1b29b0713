// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What trying a chart's switches comes to.
extension RuleDescription {
  package static let switchRejected = fault(
    .rejected, "A combination of switches renders an object that the API server rejects.",
    why: "The release fails to install, or goes on with the role it had.",
    remedy: "Put whole rules under a condition, never an entry of a rule's list.")

  package static let switchGatesNothing = fault(
    .gatesNothing, "A switch changes nothing of what the agent is granted.",
    why: "Whoever turns it off believes that the permission is gone, or on, that it is there.",
    remedy: "Put the rule under the switch, or take the switch away.")

  package static let switchGatesAnother = fault(
    .gatesAnother, "A switch brings or takes a rule that another switch is there for.",
    why: "Neither switch does what its name says.",
    remedy: "Put each rule under the switch that is named for it.")

  package static let switchStaysPossible = fault(
    .staysPossible, "Switched off, an action stays possible through a rule elsewhere.",
    why: "Whoever turned it off believes that the agent cannot do it.",
    remedy: "Name the resources that the wide rule is for, or put it under the switch too.")

  package static let switchGrantsLess = fault(
    .grantsLess, "A switch does not grant all that its actions need.",
    why: "The action is offered, and fails when it is used.",
    remedy: "Add the rules that are missing under the switch.")

  package static let notRendered = RuleDescription(
    id: "not-rendered", category: "switch", severity: .error,
    summary: "Helm does not render the chart with some combination of its switches.",
    why: "What the chart would grant then cannot be judged.",
    remedy: "See what helm says, and give the values that the chart needs.")

  private static func fault(
    _ kind: SwitchFault.Kind, _ summary: String, why: String, remedy: String
  ) -> RuleDescription {
    RuleDescription(
      id: "switch-\(kind.rawValue)", category: "switch", severity: .error, summary: summary,
      why: why, remedy: remedy)
  }
}

extension SwitchFault.Kind {
  /// What a fault of the kind is a finding of.
  package var rule: RuleDescription {
    switch self {
    case .rejected: .switchRejected
    case .gatesNothing: .switchGatesNothing
    case .gatesAnother: .switchGatesAnother
    case .staysPossible: .switchStaysPossible
    case .grantsLess: .switchGrantsLess
    }
  }
}
