// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// A rule that an identity has, where it holds, and how the identity came by it.
package struct HeldRule: Sendable {
  package enum Source: Sendable, Hashable {
    /// A binding of the input.
    case grant(Grant)
    /// A step of the search, by its number.
    case step(Int)
    /// A binding that may grant more than the input shows: an index of the policy's.
    case unknown(binding: Int)
  }

  package let rule: PolicyRule
  package var scope: Scope
  package var source: Source
  /// What the rule is about.
  let outline: RuleOutline

  init(rule: PolicyRule, scope: Scope, source: Source) {
    self.rule = rule
    self.scope = scope
    self.source = source
    outline = RuleOutline(rule)
  }

  /// - Parameter outline: the rule's.
  init(rule: PolicyRule, scope: Scope, source: Source, outline: RuleOutline) {
    self.rule = rule
    self.scope = scope
    self.source = source
    self.outline = outline
  }

  /// The step that brought it.
  var step: Int? {
    if case .step(let number) = source { number } else { nil }
  }

  /// Whether the rule allows every request where it holds, paths aside.
  var isEverything: Bool { rule.isEverything }
}

extension PolicyRule {
  /// Whether it allows every verb on every resource of every group.
  var isEverything: Bool {
    resourceNames.isEmpty && verbs.contains("*") && apiGroups.contains("*")
      && resources.contains("*")
  }

  /// The rule that allows every request on resources.
  static let everything = PolicyRule(apiGroups: ["*"], resources: ["*"], verbs: ["*"])
}
