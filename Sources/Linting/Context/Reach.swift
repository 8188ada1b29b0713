// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
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

  /// The rules of a role that open it, in order, as far as servers of the version would allow it.
  ///
  /// What is open only because a rule has a wildcard belongs to the finding about that wildcard.
  func grants(by role: LintedRole, in context: LintContext) -> [ReachingRule] {
    role.rules.compactMap { grant(by: $0, of: role, in: context) }.filter(\.isSpelled)
  }

  /// The part of a rule that opens it; `nil` where none does.
  func grant(by rule: LintedRule, of role: LintedRole, in context: LintContext) -> ReachingRule? {
    grant(by: rule, of: role) { verb, resource in
      context.honours(verb: verb, group: group, resource: resource, by: rule, of: role)
    }
  }

  /// The part of a rule that opens it with requests that count.
  ///
  /// - Parameter counts: is given a verb and a resource without wildcards.
  func grant(
    by rule: LintedRule, of role: LintedRole, where counts: (String, String) -> Bool
  ) -> ReachingRule? {
    let written = rule.rule
    guard written.apiGroups.contains(where: { $0 == "*" || $0 == group }),
      names(of: written, reach: resources)
        || role.isClusterWide && names(of: written, reach: clusterScoped)
    else { return nil }
    let wanted = written.verbs.contains("*") ? verbs : verbs.filter(written.verbs.contains)
    var opened: (verbs: Set<String>, resources: Set<String>) = ([], [])
    for target in role.isClusterWide ? resources + clusterScoped : resources {
      for name in written.resources where Self.isReached(name, target) {
        let resource = name.contains("*") ? Self.sample(of: target) : name
        for verb in wanted where counts(verb, resource) {
          opened.verbs.insert(verb)
          opened.resources.insert(name)
        }
      }
    }
    if opened.verbs.isEmpty { return nil }
    let isVirtual = opened.verbs.allSatisfy { VerbSet(verb: $0) == nil }
    let isByStar = isVirtual && opened.verbs.isDisjoint(with: written.verbs)
    return ReachingRule(
      rule: rule, verbs: written.verbs.filter { $0 == "*" || opened.verbs.contains($0) },
      resources: written.resources.filter(opened.resources.contains),
      isSpelled: !written.resources.contains("*") && !isByStar)
  }

  /// A resource that a target stands for.
  private static func sample(of target: String) -> String {
    target.hasSuffix("/") ? target + "example" : target
  }

  /// Whether a resource of a rule is one of some targets, however it is spelled.
  private func names(of rule: PolicyRule, reach targets: [String]) -> Bool {
    rule.resources.contains { name in targets.contains { Self.isReached(name, $0) } }
  }

  /// Source: kubernetes/kubernetes, `ResourceMatches` in pkg/apis/rbac/v1/evaluation_helpers.go.
  private static func isReached(_ written: String, _ target: String) -> Bool {
    if written == target || written == "*" { return true }
    let slash = UInt8(ascii: "/")
    if target.utf8.last == slash { return written.hasPrefix(target) }
    guard written.utf8.first == UInt8(ascii: "*"),
      let place = target.utf8.firstIndex(of: slash)
    else { return false }
    return written.utf8.dropFirst().elementsEqual(target.utf8[place...])
  }
}

/// A rule that opens a reach, and the part of it that does.
struct ReachingRule {
  let rule: LintedRule
  /// As written: `get`, `*`.
  let verbs: [String]
  /// As written: `pods/exec`, `*/exec`, `*`.
  let resources: [String]
  /// Whether the rule names the resource, and the verb if no request shows it (`bind`,
  /// `impersonate`), so that its author may be asked about it.
  let isSpelled: Bool

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
    let namespaces = scopes.compactMap(\.namespace).filter { !$0.isEmpty }
    if namespaces.isEmpty { return " in \(Scope.unknownNamespace)" }
    return " in the namespace\(namespaces.count == 1 ? "" : "s") \(Words.list(namespaces))"
  }
}
