// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags verbs that a resource does not serve.
package struct UnservedVerb: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A verb is granted on a resource that does not serve it"
  package static let why = """
    The API server never asks for it. Alone it is a permission that was meant for something \
    else: bind on bindings rather than on roles, impersonate on roles rather than on users, list \
    on pods/log.
    """
  package static let remedy = """
    Leave the verb out, or write it in a rule with the resource that it was meant for.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods/log]
        verbs: [get, ⟦list⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [rolebindings]
        verbs: [⟦bind⟧]
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [roles]
        verbs: [⟦impersonate⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments/finalizers]
        verbs: [update, ⟦patch, delete⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods, pods/log]
        verbs: [get, ⟦list⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments, deployments/status, deployments/scale]
        verbs: [get, ⟦list, watch⟧]
      - apiGroups: [batch]
        resources: [jobs, jobs/status]
        verbs: [get, list, watch]
      """),
    LintExample.rules(
      """
      - nonResourceURLs: [/metrics]
        verbs: [get, ⟦list⟧]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods/log]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments/finalizers]
        verbs: [update]
      """),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    let dead = context.deadGrants(of: role) { point -> [String]? in
      guard case .unservedVerb(let served) = point.judgement else { return nil }
      return served
    }
    var clutter: [DeadGrant<[String]>] = []
    for grant in dead {
      let severity = severity(of: grant, in: role, context)
      if severity == .note {
        clutter.append(grant)
      } else {
        found.report(
          message(of: grant), at: range(of: grant), of: role.object, severity: severity)
      }
    }
    // What does no harm is said once for a role.
    if let first = clutter.first {
      let rest = clutter.count - 1
      found.report(
        message(of: first) + (rest == 0 ? "" : ", and so in \(rest.counted("other place"))"),
        at: range(of: first), of: role.object, severity: .note,
        notes: clutter.dropFirst().prefix(5).map {
          Diagnostic.Note(message(of: $0), at: range(of: $0))
        })
    }
    checkPaths(role, into: &found)
  }

  private static func message(of grant: DeadGrant<[String]>) -> String {
    let part = grant.part
    return "\(Words.list(part.resources)) \(part.resources.count == 1 ? "does" : "do") not serve "
      + "\(Words.list(part.verbs)), only \(Words.list(grant.fault, most: 8))"
  }

  private static func range(of grant: DeadGrant<[String]>) -> SourceRange {
    grant.rule.range(of: .verbs, grant.part.verbs)
  }

  /// Verbs of paths are HTTP methods.
  private static func checkPaths(_ role: LintedRole, into found: inout RuleFindings) {
    for rule in role.rules where !rule.rule.nonResourceURLs.isEmpty {
      var served: [String] = []
      let verbs = rule.rule.verbs.filter { verb in
        guard case .unservedVerb(let known) = PathRequest.judge(verb: verb) else { return false }
        served = known
        return true
      }
      guard !verbs.isEmpty else { continue }
      found.report(
        "paths are never asked for with \(Words.list(verbs)), only with "
          + "\(Words.list(served, most: 8))",
        at: rule.range(of: .verbs, verbs), of: role.object,
        severity: verbs.count == rule.rule.verbs.count ? .error : nil)
    }
  }
}

extension UnservedVerb {
  /// Clutter where the rule's verbs are meant for its other resources; a mistake where a resource
  /// has none that it serves, here or elsewhere.
  private static func severity(
    of grant: DeadGrant<[String]>, in role: LintedRole, _ context: LintContext
  ) -> Diagnostic.Severity? {
    let rule = grant.rule.rule
    let isLost = grant.part.resources.contains { resource in
      let isServed = rule.verbs.contains {
        context.livesInRule(grant.rule, verb: $0, resource: resource)
      }
      return !isServed
        && !grant.fault.contains { verb in
          grant.part.apiGroups.contains {
            context.isGranted(toHoldersOf: role, verb: verb, group: $0, resource: resource)
          }
        }
    }
    if isLost { return .error }
    // Scaffolds give every part of a resource the verbs of the whole.
    let parts: Set<Substring> = ["finalizers", "scale", "status"]
    if grant.part.resources.allSatisfy({ parts.contains($0.split(separator: "/").last ?? "") }) {
      return .note
    }
    let isMeantForOthers = grant.part.verbs.allSatisfy { verb in
      rule.resources.contains { context.livesInRule(grant.rule, verb: verb, resource: $0) }
    }
    return isMeantForOthers ? .note : nil
  }
}
