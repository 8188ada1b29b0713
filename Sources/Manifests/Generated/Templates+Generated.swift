// SPDX-License-Identifier: Apache-2.0
// Generated from templates/ by `make generate`: do not edit.

/// The manifests that rolefit fills in, as they stand in `templates/`.
enum Templates {
  static let clusterRole = #"""
    # The ClusterRole that `rolefit generate clusterrole` fills in: name, labels, annotations, rules.
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: NAME
      labels:
        app.kubernetes.io/name: AGENT
        app.kubernetes.io/managed-by: rolefit
      annotations:
        rolefit.io/catalog: CATALOG
        rolefit.io/agent-version: AGENT_VERSION
        rolefit.io/kubernetes-version: KUBERNETES_VERSION
        rolefit.io/actions: ACTIONS
        rolefit.io/capabilities: CAPABILITIES
    rules: RULES

    """#
}
