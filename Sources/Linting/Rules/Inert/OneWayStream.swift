// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI

/// Flags exec, attach and port-forward that only some clients can use.
package struct OneWayStream: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A stream into pods is granted with one of its two verbs"
  package static let why = """
    Clients open it with a GET over a WebSocket or with a POST over SPDY, so get and create are \
    asked for by turns; since Kubernetes 1.35 a WebSocket needs both. With one verb it works for \
    some clients and versions only.
    """
  package static let remedy = "Grant get and create together, or neither."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦pods/exec⟧]
        verbs: [create]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods, ⟦pods/attach⟧, pods/log]
        verbs: [get]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [pods, ⟦"*/portforward"⟧]
        verbs: [get]
      """, versions: KubernetesVersion(minor: 30)...KubernetesVersion(minor: 30)),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard !role.isAggregated else { return }
    for stream in CompanionVerb.streams {
      let gets = context.grantsAnyName(role, verb: "get", group: "", resource: stream)
      let creates = context.grantsAnyName(role, verb: "create", group: "", resource: stream)
      guard gets != creates else { continue }
      let reach = Reach(verbs: [gets ? "get" : "create"], group: "", resources: [stream])
      for rule in role.rules {
        // Whoever grants every resource has no stream in mind.
        guard let grant = reach.grant(by: rule, of: role, where: { _, _ in true }), grant.isSpelled
        else { continue }
        found.report(
          "\(grant.words) alone \(consequence(gets, context.version))", at: grant.resourceRange,
          of: role.object, severity: gets ? nil : .note)
      }
    }
  }
}

extension OneWayStream {
  /// Source: kubernetes/kubernetes, pkg/registry/core/pod/rest/subresources.go.
  private static func consequence(_ gets: Bool, _ version: KubernetesVersion) -> String {
    guard gets else { return "opens no WebSocket, which needs get" }
    return version.minor >= 35
      ? "opens nothing: a WebSocket needs create too, and so does SPDY"
      : "opens a WebSocket only: SPDY needs create, and from Kubernetes 1.35 on a WebSocket does "
        + "too"
  }
}
