// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

extension Role {
  /// Whether another role takes over the rules of this one, so that others get them too. A
  /// cluster's roles no longer say what they select, and the default roles are not among the
  /// manifests: these select by labels of this form.
  ///
  /// Source: kubernetes/kubernetes, plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go.
  ///
  /// - Parameter selected: those that the aggregated roles of the manifests select.
  func isPart(ofOthersIn selected: Set<ObjectReference>) -> Bool {
    guard kind == .clusterRole else { return false }
    return selected.contains(reference)
      || labels.contains { label in
        label.key.hasPrefix("rbac.authorization.k8s.io/aggregate-to-") && label.value == "true"
      }
  }
}

extension ManifestSet {
  /// The ClusterRoles that an aggregated one selects.
  var selectedRoles: Set<ObjectReference> {
    let roles = roles.filter { $0.kind == .clusterRole }
    let labelled = LabelledRoles(roles, among: Array(roles.indices))
    let choices = Set(roles.flatMap { $0.aggregationRule ?? [] }.map { labelled.choice(of: $0) })
    return Set(choices.flatMap { labelled.choices[$0] }.map { roles[$0].reference })
  }
}
