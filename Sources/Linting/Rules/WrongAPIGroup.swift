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
    var lost: [Place: [JudgedPoint]] = [:]
    for point in context.points(of: role) {
      guard case .wrongGroup(let right) = point.judgement else { continue }
      lost[Place(rule: point.rule, right: right), default: []].append(point)
    }
    for (place, points) in lost.sorted(by: { $0.key < $1.key }) {
      let rule = role.rules[place.rule]
      for part in context.rectangles(of: points) {
        let isSpare = isGranted(part.resources, part.verbs, in: place.right, by: role, context)
        found.report(
          "\(Words.list(part.resources)) \(part.resources.count == 1 ? "is" : "are") in "
            + "\(Words.groups(place.right)), not in \(Words.groups(part.apiGroups))",
          at: rule.range(of: .resources, part.resources), of: role.object,
          severity: isSpare ? .note : nil)
      }
    }
  }

  private struct Place: Hashable, Comparable {
    var rule: Int
    var right: [String]

    static func < (left: Self, right: Self) -> Bool {
      (left.rule, left.right.joined(separator: ",")) < (
        right.rule, right.right.joined(separator: ",")
      )
    }
  }

  /// Whether the role grants the same in the right group: then this is clutter, as where several
  /// groups and resources are written in one rule.
  private static func isGranted(
    _ resources: [String], _ verbs: [String], in groups: [String], by role: LintedRole,
    _ context: LintContext
  ) -> Bool {
    resources.allSatisfy { resource in
      verbs.allSatisfy { verb in
        groups.contains { context.grants(role, verb: verb, group: $0, resource: resource) }
      }
    }
  }
}
