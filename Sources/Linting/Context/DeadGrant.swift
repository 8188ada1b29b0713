// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import RBAC

/// A part of a rule that no server would ever use, all of it for the same reason.
struct DeadGrant<Fault: Hashable> {
  let rule: LintedRule
  let fault: Fault
  /// A rectangle of the rule: every combination of these is dead.
  let part: PolicyRule
}

extension LintContext {
  /// The dead parts of a role for which `fault` has a name, in the order of its rules: one for each
  /// rectangle of a rule and fault.
  func deadGrants<Fault: Hashable>(
    of role: LintedRole, _ fault: (JudgedPoint) -> Fault?
  ) -> [DeadGrant<Fault>] {
    guard hasInertPoint(role) else { return [] }
    var grants: [DeadGrant<Fault>] = []
    var rule = 0
    var order: [Fault] = []
    var points: [Fault: [JudgedPoint]] = [:]
    func finish() {
      for fault in order {
        for part in rectangles(of: points[fault] ?? []).joiningGroups() {
          grants.append(DeadGrant(rule: role.rules[rule], fault: fault, part: part))
        }
      }
      order = []
      points = [:]
    }
    for point in self.points(of: role) {
      if point.rule != rule {
        finish()
        rule = point.rule
      }
      guard point.judgement.isInert, let name = fault(point) else { continue }
      if points[name] == nil { order.append(name) }
      points[name, default: []].append(point)
    }
    finish()
    return grants
  }

  /// Whether the role grants, in one of `groups` and under the name `resource`, all that is dead in
  /// `grant`, or the same rule does in another of its groups: then the dead part is clutter.
  func hasTwin<Fault>(
    _ grant: DeadGrant<Fault>, in role: LintedRole, groups: [String], resource name: String? = nil
  ) -> Bool {
    grant.part.resources.allSatisfy { resource in
      grant.part.verbs.allSatisfy { verb in
        groups.contains {
          isGranted(toHoldersOf: role, verb: verb, group: $0, resource: name ?? resource)
        }
          || livesInRule(grant.rule, verb: verb, resource: resource)
      }
    }
  }

  /// Whether any of the rule's groups has a use for the verb on the resource: rules that are
  /// written as products of many groups and resources are full of combinations that have none.
  func livesInRule(_ rule: LintedRule, verb: String, resource: String) -> Bool {
    rule.rule.apiGroups.contains { !judge(group: $0, resource: resource, verb: verb).isInert }
  }
}

extension [PolicyRule] {
  /// The rules with those joined that differ in their groups only.
  fileprivate func joiningGroups() -> [PolicyRule] {
    var joined: [PolicyRule] = []
    var places: [[[String]]: Int] = [:]
    for rule in self {
      let key = [rule.resources, rule.verbs]
      if let place = places[key] {
        joined[place].apiGroups += rule.apiGroups
      } else {
        places[key] = joined.count
        joined.append(rule)
      }
    }
    return joined
  }
}
