// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests
import RBAC

extension AgentAccess {
  /// What names no namespace, though a decision depends on it: one note each.
  func unplaced(_ decision: Decision) -> [Diagnostic.Note] {
    decision.unresolved.compactMap { unresolved in
      guard case .unknownNamespace = unresolved.cause else { return nil }
      let binding = policy.bindings[unresolved.binding]
      return Diagnostic.Note(
        "\(policy.describe(unresolved)) (say which with -n)",
        at: binding.origin.flatMap { manifests.origins[$0] }?.range)
    }
  }
}
