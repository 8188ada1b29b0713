// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Manifests
import RBAC

extension Verification.ActionResult {
  /// How much its requests can change, as far as they show it.
  var access: AccessLevel {
    let requests = missing + satisfiedBy.map(\.request)
    return AccessLevel(verbs: requests.map(\.verb), resources: requests.map(\.resource))
  }

  /// `delete on pods (core): ClusterRoleBinding 'x' gives ClusterRole 'y' rule 2`.
  var evidence: [String] {
    satisfiedBy.map { satisfaction in
      let request = satisfaction.request.phrase.need
      guard let grant = satisfaction.grant else { return request }
      let binding = grant.bindingEntry.map { "\($0.title) gives " } ?? ""
      return "\(request): \(binding)\(grant.title)"
    }
  }
}
