// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// A rule that an identity has, where it holds, and how the identity came by it.
///
/// A class, since searches pass it on again and again, and it is copied as one reference.
package final class HeldRule: Sendable {
  package enum Source: Sendable, Hashable {
    /// A binding of the input.
    case grant(Grant)
    /// A step of the search, by its number.
    case step(Int)
    /// A binding that may grant more than the input shows: an index of the policy's.
    case unknown(binding: Int)
  }

  package let rule: PolicyRule
  package let scope: Scope
  package let source: Source
  /// What the rule is about.
  let outline: RuleOutline
  /// The routes that may ask for something that the rule allows.
  let routes: RouteSet
  /// The rule's number among those of the base; `nil` where nobody looked it up.
  let number: Int?

  convenience init(rule: PolicyRule, scope: Scope, source: Source) {
    let outline = RuleOutline(rule)
    self.init(
      rule: rule, scope: scope, source: source, outline: outline,
      routes: RouteSet(askingFor: rule, outline))
  }

  /// - Parameters:
  ///   - outline: the rule's.
  ///   - routes: those that may ask for something that the rule allows.
  ///   - number: the rule's among those of the base.
  init(
    rule: PolicyRule, scope: Scope, source: Source, outline: RuleOutline, routes: RouteSet,
    number: Int? = nil
  ) {
    self.rule = rule
    self.scope = scope
    self.source = source
    self.outline = outline
    self.routes = routes
    self.number = number
  }

  /// The same rule, held by another way.
  func held(by source: Source) -> HeldRule {
    HeldRule(
      rule: rule, scope: scope, source: source, outline: outline, routes: routes, number: number)
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
