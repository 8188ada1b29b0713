// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import RBAC

/// Something that people can do who have one of some requests, in whatever way rules spell them:
/// `*`, `*/exec`, another group's resource of the same name and so on are told apart.
struct Reach: Sendable {
  /// Any of these opens it.
  var verbs: [String]
  var group: String
  /// Any of these opens it: `secrets`, `pods/exec`; `userextras/` is any that begins so.
  var resources: [String] = []
  /// So does any of these, and for them a grant in all namespaces only is ever asked for.
  var clusterScoped: [String] = []

  /// The rules of a role that open it, in order.
  ///
  /// Rules that grant everything, or everything of a group, are left to the rules about wildcards;
  /// those of an aggregated role are overwritten, and open nothing.
  func grants(by role: LintedRole) -> [ReachingRule] {
    if role.isAggregated { return [] }
    let targets = role.isClusterWide ? resources + clusterScoped : resources
    return targets.isEmpty ? [] : role.rules.compactMap { grant(by: $0, on: targets) }
  }

  private func grant(by rule: LintedRule, on targets: [String]) -> ReachingRule? {
    guard rule.rule.apiGroups.contains(where: { $0 == "*" || $0 == group }) else { return nil }
    let verbs = rule.rule.verbs.filter { $0 == "*" || self.verbs.contains($0) }
    if verbs.isEmpty { return nil }
    let resources = rule.rule.resources.filter { Self.isReached($0, targets) }
    if resources.isEmpty { return nil }
    let isWildcard = verbs.contains("*") && resources.contains("*")
    return isWildcard ? nil : ReachingRule(rule: rule, verbs: verbs, resources: resources)
  }

  /// Source: kubernetes/kubernetes, `ResourceMatches` in pkg/apis/rbac/v1/evaluation_helpers.go.
  private static func isReached(_ written: String, _ targets: [String]) -> Bool {
    if written == "*" { return true }
    return targets.contains { resource in
      if written == resource { return true }
      if resource.hasSuffix("/") { return written.hasPrefix(resource) }
      guard let slash = resource.firstIndex(of: "/") else { return false }
      return written == "*" + resource[slash...]
    }
  }
}

/// A rule that opens a reach, and the part of it that does.
struct ReachingRule {
  let rule: LintedRule
  /// As written: `get`, `*`.
  let verbs: [String]
  /// As written: `pods/exec`, `*/exec`, `*`.
  let resources: [String]

  /// The names it is limited to; empty for any.
  var names: [String] { rule.rule.resourceNames }
  /// The resources in the text.
  var resourceRange: SourceRange { rule.range(of: .resources, Set(resources)) }
  /// The verbs in the text.
  var verbRange: SourceRange { rule.range(of: .verbs, Set(verbs)) }

  /// `'get' on 'secrets' named 'a'`.
  var words: String {
    let named = names.isEmpty ? "" : " named \(Words.list(names))"
    return "\(Words.list(verbs)) on \(Words.list(resources))\(named)"
  }
}

extension LintedRole {
  /// Where its rules hold: ` in every namespace`, ` in the namespace 'agents'`.
  var place: String {
    if isClusterWide { return " in every namespace" }
    let namespaces = scopes.compactMap(\.namespace)
    return " in the namespace\(namespaces.count == 1 ? "" : "s") \(Words.list(namespaces))"
  }
}

extension RuleFindings {
  /// Files what opens a reach: `'get' on 'nodes/proxy' CONSEQUENCE in every namespace`.
  ///
  /// - Parameters:
  ///   - consequence: what it lets people do, as the rest of a sentence.
  ///   - marksVerbs: whether the verbs are what is wrong, rather than the resources.
  ///   - severity: where the consequence is not the usual one; it is given the rule.
  mutating func report(
    _ reach: Reach, by role: LintedRole, _ consequence: String, marksVerbs: Bool = false,
    severity: (ReachingRule) -> Diagnostic.Severity? = { _ in nil }
  ) {
    for grant in reach.grants(by: role) {
      let place = reach.resources.isEmpty ? "" : role.place
      report(
        "\(grant.words) \(consequence)\(place)",
        at: marksVerbs ? grant.verbRange : grant.resourceRange, of: role.object,
        severity: severity(grant))
    }
  }
}
