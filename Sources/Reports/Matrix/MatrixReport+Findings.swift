// SPDX-License-Identifier: Apache-2.0

import Analysis
package import Diagnostics
import RBAC

extension MatrixReport {
  /// The faults as the formats for other programs take them.
  package var findings: [Finding] {
    let failed = matrix.combinations.flatMap(\.failure).map { failure in
      Finding("not-rendered", .error, failure.message, at: failure.range, notes: failure.notes)
    }
    return matrix.faults.map { fault in
      let places = sentence.places(fault)
      return Finding(
        fault.kind.rule, .error, sentence.fault(fault), at: places.first?.range,
        notes: [Diagnostic.Note("example: \(sentence.combination(fault.example))")]
          + fault.rules.map { Diagnostic.Note(RuleText.line($0)) }
          + places.dropFirst().map { Diagnostic.Note($0.title, at: $0.range) })
    } + failed
  }

  /// What is said of each kind of fault.
  package static let rules: [RuleDescription] =
    SwitchFault.Kind.allCases.map { kind in
      RuleDescription(
        id: kind.rule, category: "switch", severity: .error, summary: kind.summary, why: kind.why,
        remedy: kind.remedy)
    } + [
      RuleDescription(
        id: "not-rendered", category: "switch", severity: .error,
        summary: "Helm does not render the chart with some combination of its switches.",
        why: "What the chart would grant then cannot be judged.",
        remedy: "See what helm says, and give the values that the chart needs.")
    ]
}

extension SwitchFault.Kind {
  fileprivate var rule: String { "switch-\(rawValue)" }

  fileprivate var summary: String {
    switch self {
    case .rejected: "A combination of switches renders an object that the API server rejects."
    case .gatesNothing: "A switch changes nothing of what the agent is granted."
    case .gatesAnother: "A switch brings or takes a rule that another switch is there for."
    case .staysPossible: "Switched off, an action stays possible through a rule elsewhere."
    case .grantsLess: "A switch does not grant all that its actions need."
    }
  }

  fileprivate var why: String {
    switch self {
    case .rejected: "The release fails to install, or goes on with the role it had."
    case .gatesNothing:
      "Whoever turns it off believes that the permission is gone, or on, that it is there."
    case .gatesAnother: "Neither switch does what its name says."
    case .staysPossible: "Whoever turned it off believes that the agent cannot do it."
    case .grantsLess: "The action is offered, and fails when it is used."
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .rejected: "Put whole rules under a condition, never an entry of a rule's list."
    case .gatesNothing: "Put the rule under the switch, or take the switch away."
    case .gatesAnother: "Put each rule under the switch that is named for it."
    case .staysPossible:
      "Name the resources that the wide rule is for, or put it under the switch too."
    case .grantsLess: "Add the rules that are missing under the switch."
    }
  }
}
