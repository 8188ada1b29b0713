// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI
import RBAC

/// One (verb, group, resource) of one rule of a role, and whether servers would ever use it.
package struct JudgedPoint: Sendable {
  /// The position of the rule in its role, from 0.
  package let rule: Int
  package let verb: String
  package let group: String
  /// `pods`, `pods/log`, `*/scale` or `*`.
  package let resource: String
  package let judgement: Judgement
}

/// Judgements that were made before: rules ask for the same over and over.
final class JudgementMemo {
  private struct Key: Hashable {
    var group: String
    var resource: String
    var verb: String
  }

  private var known: [Key: Judgement] = [:]
  private var lastRole: Int?
  private var lastPoints: [JudgedPoint] = []
  /// Whether one of them does nothing.
  private var lastIsInert = false
  /// Where the points of each rule of the last role begin, and where those of the last one end.
  private var lastStarts: [Int] = []
  private var reachRole: Int?
  private var reaches: [Int: WildcardReach] = [:]
  /// Bounds the memory, whatever the input.
  private static let most = 1 << 16

  func judge(_ table: APITable, group: String, resource: String, verb: String) -> Judgement {
    let key = Key(group: group, resource: resource, verb: verb)
    if let judgement = known[key] { return judgement }
    let judgement = table.judge(group: group, resource: resource, verb: verb)
    if known.count == Self.most { known.removeAll(keepingCapacity: true) }
    known[key] = judgement
    return judgement
  }

  func points(of role: LintedRole, _ table: APITable) -> [JudgedPoint] {
    if lastRole == role.index { return lastPoints }
    lastRole = role.index
    lastPoints = []
    lastStarts = []
    // What a field has twice is one point.
    for (index, rule) in role.role.rules.enumerated() {
      lastStarts.append(lastPoints.count)
      let resources = rule.resources.distinct
      let verbs = rule.verbs.distinct
      for group in rule.apiGroups.distinct {
        for resource in resources {
          for verb in verbs {
            lastPoints.append(
              JudgedPoint(
                rule: index, verb: verb, group: group, resource: resource,
                judgement: judge(table, group: group, resource: resource, verb: verb)))
          }
        }
      }
    }
    lastStarts.append(lastPoints.count)
    lastIsInert = lastPoints.contains { $0.judgement.isInert }
    return lastPoints
  }

  func hasInertPoint(_ role: LintedRole, _ table: APITable) -> Bool {
    _ = points(of: role, table)
    return lastIsInert
  }

  /// The points of one rule of a role.
  func points(of role: LintedRole, rule: Int, _ table: APITable) -> ArraySlice<JudgedPoint> {
    let all = points(of: role, table)
    guard rule + 1 < lastStarts.count else { return [] }
    return all[lastStarts[rule]..<lastStarts[rule + 1]]
  }

  /// What a wildcard of one rule lets people do; those of the last role are remembered.
  func reach(
    of rule: LintedRule, of role: LintedRole, in context: LintContext
  ) -> WildcardReach {
    if reachRole != role.index {
      reachRole = role.index
      reaches = [:]
    }
    if let known = reaches[rule.index] { return known }
    let reach = WildcardReach(of: rule, of: role, in: context)
    reaches[rule.index] = reach
    return reach
  }
}
