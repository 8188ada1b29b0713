// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags verbs that no API server knows.
package struct UnknownVerb: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A verb is granted that no API server knows"
  package static let why = """
    Verbs are compared as words: GET, view, edit, slips and two verbs in one entry are accepted, \
    and no request ever has them. Words that are like none of the server's are left to \
    custom-verb.
    """
  package static let remedy = """
    Write get, list, watch, create, update, patch, delete or deletecollection, each as an entry \
    of its own.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods]
        verbs: [⟦GET⟧, ⟦view⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [configmaps, pods]
        verbs:
        - get
        - ⟦"watch create"⟧
      """),
    LintExample.rules(
      """
      - nonResourceURLs: [/metrics]
        verbs: [⟦Get⟧]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      """)
  ]

  private struct Fault: Hashable {
    var verb: String
    var suggestion: String?
  }

  private struct Place: Hashable {
    var rule: Int
    var verb: String
  }

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    let dead = context.deadGrants(of: role) { point -> Fault? in
      guard case .unknownVerb(let suggestion) = point.judgement else { return nil }
      return Fault(verb: point.verb, suggestion: suggestion)
    }
    checkPaths(role, into: &found)
    // What all groups of a rule agree on is said once.
    var seen: Set<Place> = []
    for grant in dead {
      guard seen.insert(Place(rule: grant.rule.index, verb: grant.fault.verb)).inserted else {
        continue
      }
      let meant = grant.fault.suggestion.map { "; did you mean '\($0)'?" } ?? ""
      let isSpare = grant.fault.suggestion.map { meant in
        context.isGranted(toHoldersOf: role, verbs: [meant], on: grant.part)
      }
      found.report(
        "there is no verb '\(grant.fault.verb)'\(meant)",
        at: grant.rule.range(of: .verbs, [grant.fault.verb]), of: role.object,
        severity: isSpare == true ? .note : nil)
    }
  }

  /// Verbs of paths are HTTP methods.
  private static func checkPaths(_ role: LintedRole, into found: inout RuleFindings) {
    for rule in role.rules where !rule.rule.nonResourceURLs.isEmpty {
      for (position, verb) in rule.rule.verbs.enumerated() {
        guard case .unknownVerb(let suggestion) = PathRequest.judge(verb: verb) else { continue }
        let meant = suggestion.map { "; did you mean '\($0)'?" } ?? ""
        let isSpare = suggestion.map(rule.rule.verbs.contains) ?? false
        found.report(
          "there is no verb '\(verb)'\(meant)", at: rule.range(of: .verbs, at: position),
          of: role.object, severity: isSpare ? .note : nil)
      }
    }
  }
}
