// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to make volumes of a node's files.
package struct PersistentVolumeWriting: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Persistent volumes may be created"
  package static let why = """
    A persistent volume may be a path of the node (hostPath) or another's disk, and no pod \
    security level looks at it: whoever may claim it reads and writes it.
    """
  package static let remedy = "Leave volumes to a provisioner, and create claims for them."
  package static let routes: [any Route.Type] = [HostVolumeRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦persistentvolumes⟧]
        verbs: [create]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [persistentvolumeclaims, ⟦persistentvolumes⟧]
        verbs: [get, create]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [persistentvolumes]
        verbs: [get, list, watch]
      """)
  ]

  static let openings = [
    Opening(
      Reach(verbs: ["create"], group: "", clusterScoped: ["persistentvolumes"]),
      "makes volumes of the files of nodes")
  ]
}
