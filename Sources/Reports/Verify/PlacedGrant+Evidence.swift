// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests

extension PlacedGrant {
  /// `ClusterRole 'x' rule 2, by ClusterRoleBinding 'y' (rbac.yaml:12:3)`.
  var evidence: String {
    let binding = bindingEntry.map { ", by \($0.title)" } ?? ""
    return title + binding + (range.map { " (\($0))" } ?? "")
  }
}
