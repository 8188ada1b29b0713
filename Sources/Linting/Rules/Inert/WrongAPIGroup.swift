// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags resources that are granted in a group that does not have them.
package struct WrongAPIGroup: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A resource is granted in an API group that does not have it"
  package static let why = """
    RBAC compares groups and resources as words, so the API server accepts the rule, and no \
    request ever matches it: the permission that was meant is not there.
    """
  package static let remedy = "Write the resource in a rule with its own API group."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods, ⟦deployments⟧]
        verbs: [get, list]
      """),
    LintExample.rules(
      """
      - apiGroups: ["core"]
        resources:
        - ⟦pods⟧
        verbs:
        - list
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    let dead = context.deadGrants(of: role) { point -> [String]? in
      guard case .wrongGroup(let right) = point.judgement else { return nil }
      return right
    }
    var spare: [[DeadGrant<[String]>]] = []
    for grant in dead {
      if context.hasTwin(grant, in: role, groups: grant.fault) {
        if spare.last?.last?.rule.index != grant.rule.index { spare.append([]) }
        spare[spare.count - 1].append(grant)
      } else {
        found.report(message(of: grant), at: range(of: [grant]), of: role.object)
      }
    }
    checkQualifiedNames(role, in: context, into: &found)
    for grants in spare {
      found.report(
        grants.count == 1 ? message(of: grants[0]) : message(of: grants), at: range(of: grants),
        of: role.object, severity: .note)
    }
  }

  /// Groups that no table knows and that look like a resource with its group, as kubectl has it.
  private static func checkQualifiedNames(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules {
      for (position, group) in rule.rule.apiGroups.enumerated() where !known.contains(group) {
        let names = Set(rule.rule.resources.map { $0.prefix { $0 != "/" } })
        guard let name = names.first, names.count == 1, group.hasPrefix("\(name)."),
          group.dropFirst(name.count + 1).contains("."), let resource = rule.rule.resources.first,
          context.judge(group: group, resource: resource, verb: "*") == .unknownGroup
            || context.judge(group: group, resource: resource, verb: "get") == .unknownGroup
        else { continue }
        found.report(
          "the group '\(group)' begins with the resource; did you mean "
            + "'\(group.dropFirst(name.count + 1))'?",
          at: rule.range(of: .apiGroups, at: position), of: role.object, severity: .note)
      }
    }
  }

  /// Groups that do begin with the name of one of their resources.
  private static let known: Set = ["operators.coreos.com", "projects.cattle.io"]

  private static func range(of grants: [DeadGrant<[String]>]) -> SourceRange {
    grants[0].rule.range(of: .resources, Set(grants.flatMap(\.part.resources)))
  }

  private static func message(of grant: DeadGrant<[String]>) -> String {
    let resources = grant.part.resources
    return "\(Words.list(resources)) \(resources.count == 1 ? "is" : "are") in "
      + "\(Words.groups(grant.fault)), not in \(Words.groups(grant.part.apiGroups))"
  }

  /// A rule that is written as a product of groups and resources is full of pairs that do not
  /// exist: that is said once.
  private static func message(of grants: [DeadGrant<[String]>]) -> String {
    let rule = grants[0].rule.rule
    var pairs: Set<[String]> = []
    for grant in grants {
      for group in grant.part.apiGroups {
        for resource in grant.part.resources { pairs.insert([group, resource]) }
      }
    }
    let all = Set(rule.apiGroups).count * Set(rule.resources).count
    return "\(pairs.count) of the \(all) pairs of a group and a resource do not exist; "
      + "what they name is granted in its own group"
  }
}
