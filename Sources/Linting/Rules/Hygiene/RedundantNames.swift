// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags names that limit nothing.
package struct RedundantNames: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.note
  package static let summary = "Names limit what another rule of the role grants for every name"
  package static let why = """
    The names look like a limit and are none: for these verbs the other rule allows every \
    object.
    """
  package static let remedy =
    "Take the verbs out of the rule with names, or out of the one without."
  package static let flagged = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [⟦get⟧, update]
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [get]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps, pods]
        verbs: [get]
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [⟦get⟧, delete]
      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [create]
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [get, update]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.rules.contains(where: { !$0.rule.resourceNames.isEmpty }) else { return }
    let unnamed = UnnamedRules(role.rules)
    // One rule without names that makes others needless is one cause: it is said there.
    var causes = Set(role.subsumedRules.flatMap { $0.others.map(\.index) })
    for rule in role.rules where !rule.rule.resourceNames.isEmpty {
      let verbs = rule.rule.verbs.filter { verb in
        rule.rule.apiGroups.allSatisfy { group in
          rule.rule.resources.allSatisfy {
            context.grants(role, verb: verb, group: group, resource: $0)
          }
        }
      }
      // A rule that adds nothing at all is subsumed, and verbs without a use have their own rules.
      let useless: Set = ["create", "list", "watch", "deletecollection"]
      let limited = verbs.filter { !useless.contains($0) }
      guard !limited.isEmpty, verbs.count < rule.rule.verbs.count else { continue }
      let others = unnamed.candidates(for: rule.rule).lazy.filter { other in
        limited.contains { other.rule.verbs.contains($0) || other.rule.verbs.contains("*") }
          && other.rule.overlaps(rule.rule)
      }
      guard !others.contains(where: { causes.contains($0.index) }) else { continue }
      causes.formUnion(others.map(\.index))
      found.report(
        "another rule grants \(Words.list(limited)) on \(Words.list(rule.rule.resources)) for "
          + "every name",
        at: rule.range(of: .verbs, limited), of: role.object)
    }
  }
}

/// The rules of a role that have no names, by their resources.
private struct UnnamedRules {
  private let all: [LintedRule]
  private var named: [String: [LintedRule]] = [:]
  private let withWildcards: [LintedRule]

  init(_ rules: [LintedRule]) {
    all = rules.filter(\.rule.resourceNames.isEmpty)
    withWildcards = all.filter { $0.rule.resources.contains { $0.hasPrefix("*") } }
    for rule in all {
      for resource in Set(rule.rule.resources) { named[resource, default: []].append(rule) }
    }
  }

  /// Those that may grant some of what another rule does; some may come twice.
  func candidates(for rule: PolicyRule) -> [LintedRule] {
    if rule.resources.contains(where: { $0.hasPrefix("*") }) { return all }
    return rule.resources.flatMap { named[$0] ?? [] } + withWildcards
  }
}
