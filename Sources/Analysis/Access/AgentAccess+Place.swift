// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
import RBAC

extension AgentAccess {
  /// The start of the role that the account holds, or else of the first role or binding there is:
  /// where a reader would put what is missing.
  package var place: SourceRange? {
    let entry = grants.lazy.compactMap(\.ruleEntry).first
    let held = manifests.roles.first { $0.reference == entry?.reference }
    let role = held ?? manifests.roles.first
    guard let origin = role?.origin ?? manifests.bindings.first?.origin,
      let range = manifests.origins[origin]?.range
    else { return nil }
    return SourceRange(file: range.file, start: range.start, end: range.start)
  }
}
