// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags grants that every authenticated user has anyway.
package struct GrantedToEveryone: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.note
  package static let summary = "What every cluster grants to everybody is granted again"
  package static let why = """
    Kubernetes' default bindings let every authenticated user review their own access, read the \
    version and discover the API; the grant adds nothing unless an administrator took those \
    away.
    """
  package static let remedy = "Leave it out."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [authorization.k8s.io]
        resources: [⟦selfsubjectaccessreviews⟧]
        verbs: [create]
      """),
    LintExample.rules(
      """
      - nonResourceURLs: [⟦/version⟧, /metrics]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [authorization.k8s.io]
        resources: [subjectaccessreviews]
        verbs: [create]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.isClusterWide, !isDefault(role) else { return }
    let rules = role.rules.filter { mayBeGranted($0.rule) }
    guard !rules.isEmpty else { return }
    let everyones = everyones(in: context.version)
    for rule in rules {
      let part = context.honoured(rule, of: role)
      let urls = urls(of: part, in: everyones)
      if !urls.isEmpty {
        found.report(
          "\(Words.list(urls)) \(urls.count == 1 ? "is" : "are") granted to every authenticated "
            + "user anyway",
          at: rule.range(of: .nonResourceURLs, urls), of: role.object)
      }
      for resource in part.resources where isSelfReview(resource) {
        let one = PolicyRule(apiGroups: part.apiGroups, resources: [resource], verbs: part.verbs)
        guard everyones.covers(AtomSet([one], scope: .cluster)) else { continue }
        found.report(
          "'\(resource)' is granted to every authenticated user anyway",
          at: rule.range(of: .resources, [resource]), of: role.object)
      }
    }
  }
}

extension GrantedToEveryone {
  /// The roles that are bound to `system:authenticated` in every cluster.
  private static let names = ["system:basic-user", "system:discovery", "system:public-info-viewer"]

  private static func isDefault(_ role: LintedRole) -> Bool { names.contains(role.role.name) }

  /// Whether a rule has anything of the kind that those roles grant.
  private static func mayBeGranted(_ rule: PolicyRule) -> Bool {
    !rule.nonResourceURLs.isEmpty || rule.resources.contains(where: isSelfReview)
  }

  private static func isSelfReview(_ resource: String) -> Bool {
    resource.hasPrefix("selfsubject")
  }

  private static func everyones(in version: KubernetesVersion) -> AtomSet {
    AtomSet(
      names.compactMap { DefaultRoles.role(named: $0, in: version) }.flatMap(\.rules),
      scope: .cluster)
  }

  private static func urls(of rule: PolicyRule, in everyones: AtomSet) -> [String] {
    rule.nonResourceURLs.filter { url in
      rule.verbs.allSatisfy { everyones.covers(Atom(.nonResource(verb: $0, url: url))) }
    }
  }
}
