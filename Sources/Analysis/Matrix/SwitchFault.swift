// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// Something that a chart's switch does and should not, or does not and should.
package struct SwitchFault: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A combination renders an object that the API server does not take.
    case rejected
    /// Nothing that the agent is granted depends on the switch.
    case gatesNothing = "gates-nothing"
    /// The switch grants what another one is there for.
    case gatesAnother = "gates-another"
    /// Off, the switch leaves its action possible, by a rule that stands elsewhere.
    case staysPossible = "stays-possible"
    /// On, the switch does not grant all that its actions need.
    case grantsLess = "grants-less"
  }

  package var kind: Kind
  /// The switch at fault; of a rejection, those that it takes, in their order.
  package var switches: [Int]
  /// The other switches that it takes: those that grant what another is there for, or that the
  /// rule elsewhere depends on.
  package var others: [Int] = []
  /// Ids of the actions concerned, sorted.
  package var actions: [String] = []
  /// What is granted wrongly, or not granted, in normal form.
  package var rules: [ScopedRule] = []
  /// The rules of the text that grant it.
  package var grants: [JudgedCombination.Grant] = []
  /// Whether a rule of the text grants it by a wildcard.
  package var isByWildcard = false
  /// Whether the switch changes nothing at all of what is granted.
  package var isIdle = false
  /// Whether it shows in every combination that was tried.
  package var isEverywhere = false
  /// What the API server says of a rejected object.
  package var detail: String?
  /// Where the rule should stand that is not there, or the rejected object stands.
  package var place: JudgedCombination.Rejection?
  /// The example: the combination with the fewest switches on. `grants` and `place` are in what it
  /// renders.
  package var example: SwitchSettings
}

extension SwitchFault {
  /// Whether it is about the same switches as another.
  func isOfSameSwitches(as other: SwitchFault) -> Bool {
    kind == other.kind && switches == other.switches && others == other.others
  }

  /// Takes what another fault of the same switches says; the example stays.
  mutating func take(_ other: SwitchFault) {
    actions = Set(actions).union(other.actions).sorted()
    rules = AtomSet(rules + other.rules).normalForm()
    isByWildcard = isByWildcard || other.isByWildcard
    isIdle = isIdle && other.isIdle
  }
}

/// Rules that are granted without a need, by the switches that bring them.
package struct SwitchExcess: Sendable {
  /// The switches that bring it; none where it is always there.
  package var switches: [Int]
  package var rules: [ScopedRule]
  package var grants: [JudgedCombination.Grant]
}
