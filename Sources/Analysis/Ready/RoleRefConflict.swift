// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
package import RBAC

/// A binding that stands already and that new manifests want to refer to another role: the API
/// server refuses the change, and `helm upgrade` or `kubectl apply` fails with it.
///
/// Source: kubernetes/kubernetes, `ValidateRoleBindingUpdate` in pkg/apis/rbac/validation.
package struct RoleRefConflict: Sendable {
  package var binding: ObjectReference
  package var old: RoleBinding.RoleRef
  package var new: RoleBinding.RoleRef
  /// Where the new one is written.
  package var range: SourceRange?

  /// `ClusterRoleBinding 'x'`, `RoleBinding 'shop/x'`.
  package var title: String { binding.title }

  /// The conflicts between what stands and what is to be applied, sorted.
  package static func all(from old: ManifestSet, to new: ManifestSet) -> [RoleRefConflict] {
    var standing: [ObjectReference: RoleBinding.RoleRef] = [:]
    for binding in old.bindings { standing[binding.reference] = binding.roleRef }
    return new.bindings.compactMap { binding in
      guard let before = standing[binding.reference],
        before.kind != binding.roleRef.kind || before.name != binding.roleRef.name
      else { return nil }
      return RoleRefConflict(
        binding: binding.reference, old: before, new: binding.roleRef,
        range: binding.origin.flatMap { new.origins[$0] }?.range)
    }
    .sorted { $0.binding < $1.binding }
  }
}
