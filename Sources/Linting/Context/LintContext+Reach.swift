// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC

extension LintContext {
  /// What searches start from: the input, and all that a cluster has from the start.
  var reachBase: ReachBase {
    let defaults = DefaultObjects(version: version, creditsBindings: true)
    let own = manifests.bindings
    let whole =
      manifests.isStored
      ? policy
      : Policy(
        roles: manifests.roles + defaults.roles(besides: manifests.roles),
        bindings: own + defaults.bindings(besides: own))
    return ReachBase(
      whole, version: version,
      accounts: manifests.serviceAccounts + manifests.workloads.map(\.serviceAccount),
      secrets: KnownSecrets(of: manifests), origins: manifests.origins)
  }
}
