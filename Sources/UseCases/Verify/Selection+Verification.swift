// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI

extension Selection {
  /// What an account holds compared with what the set needs, and with what must be impossible,
  /// whatever the agent's version.
  ///
  /// - Parameter words: what `--forbid` names.
  func verification(
    of access: AgentAccess, table: APITable, acceptsAlternatives: Bool, forbidding words: [String]
  ) throws(Failure) -> Verification {
    var verification = Verifier(
      access: access, table: table, acceptsAlternatives: acceptsAlternatives
    ).verify(
      needs, tolerated: catalog.needs(of: tolerated, in: context).atoms,
      unsupported: unsupported, doubtful: undetermined.map { ($0.id, $0.reason) },
      agent: catalog.agent.name, versions: versions)
    guard !words.isEmpty else { return verification }
    let actions: [Action]
    do {
      actions = try catalog.select(words)
    } catch {
      throw .selection(error, of: catalog, option: "--forbid")
    }
    guard !actions.isEmpty else { return verification }
    let finder = RouteFinder(access: access, table: table, catalog: catalog, context: context)
    verification.forbidden = finder.routes(to: actions)
    verification.escalations = finder.escalations
    return verification
  }
}
