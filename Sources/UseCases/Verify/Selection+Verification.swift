// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI

extension Selection {
  /// What an account holds compared with what the set needs, and with what must be impossible,
  /// whatever the agent's version.
  ///
  /// - Parameters:
  ///   - words: what `--forbid` names.
  ///   - defaults: the default objects of Kubernetes, which others than the agent may have.
  func verification(
    of access: AgentAccess, table: APITable, acceptsAlternatives: Bool, forbidding words: [String],
    defaults: DefaultObjects
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
    let direct = Set(verification.forbidden.map(\.action))
    let goals = actions.filter { !direct.contains($0.id) }.map { ReachGoal.action($0.id) }
    let reach = Reach(access.reachBase(context.kubernetes, defaults: defaults), from: access.user)
    let requests = GoalRequests(goals, catalog: catalog, table: table, context: context)
    for result in reach.results([.clusterAdmin] + goals, requests) {
      switch (result.verdict, result.certainty) {
      case (.reachable, let certainty?):
        let isAction = result.goal != .clusterAdmin
        let route = ForbiddenRoute(
          action: isAction ? result.goal.id : "come to \(result.goal.title)", path: result.path,
          certainty: certainty)
        if isAction {
          verification.forbidden.append(route)
        } else {
          verification.escalations.append(route)
        }
      case (.undetermined, _) where result.goal != .clusterAdmin:
        verification.undecided.append(
          UndecidedRoute(action: result.goal.id, reasons: result.reasons))
      default: continue
      }
    }
    return verification
  }
}
