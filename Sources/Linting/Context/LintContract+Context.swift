// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Catalog
package import KubernetesAPI
import RBAC

extension LintContract {
  /// Holds the needs of actions against an account's access.
  ///
  /// - Parameter off: actions that somebody switched off: what of them is granted all the same, by
  ///   more than what the others need, is a drift.
  package init(
    catalog: Catalog, on: [Action], off: [Action], context: NeedContext, access: AgentAccess,
    table: APITable, source: String
  ) {
    let needs = catalog.needs(of: on, in: context)
    let needed = needs.atoms
    let granted = catalog.needs(of: off, in: context).filter { need in
      !need.atoms.isEmpty && !need.atoms.allSatisfy(needed.covers)
        && need.atoms.allSatisfy { access.policy.decide($0.request, by: access.user).allowed }
    }
    let verification = Verifier(access: access, table: table, acceptsAlternatives: false).verify(
      needs, agent: catalog.agent.name,
      versions: Verification.Versions(
        catalog: catalog.version, kubernetes: "\(context.kubernetes)",
        agent: "\(context.agentVersion)"))
    self.init(
      catalog: catalog, needs: needs, verification: verification, granted: granted, source: source)
  }
}
