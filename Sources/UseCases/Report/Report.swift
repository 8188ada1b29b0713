// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics
import KubernetesAPI
import RBAC
import Tools

/// Judges clusters for a compliance review: what the agent is switched on for, and what is possible
/// besides.
package struct Report: Sendable {
  private let request: VerifyRequest
  private let patterns: [String]
  /// The audit logs of the cluster.
  private let usage: UsageRequest?

  /// What a review says of one cluster.
  package struct Facts: Sendable {
    package var verification: ClusterVerification
    /// Every bounded action, whether it is switched on or not.
    package var possible: [Verification.ActionResult]
    /// Routes that lead further than any action.
    package var escalations: [ForbiddenRoute]
    /// What audit logs show of the account; `nil` where none were given.
    package var usage: Usage?
  }

  /// What came of one cluster.
  package struct Outcome: Sendable {
    /// The context's name; empty for kubectl's own choice.
    package var context: String
    package var facts: Result<Facts, Failure>
  }

  /// - Parameters:
  ///   - patterns: of the contexts' names; without any, one cluster is asked.
  ///   - logs: audit logs of that cluster.
  package init(
    _ options: Options, matching patterns: [String], readsRelease: Bool, logs: [String] = [],
    _ outside: Outside
  ) throws(Failure) {
    guard logs.isEmpty || patterns.isEmpty else {
      throw .usage(
        "--usage names the logs of one cluster, and --contexts several clusters",
        remedy: "name one with --context")
    }
    usage =
      logs.isEmpty
      ? nil : try UsageRequest(options, UsageRequest.Arguments(logs: logs), outside)
    request = try VerifyRequest(
      options, readsRelease: readsRelease, isAboutContexts: true, outside)
    self.patterns = patterns
    let asksOne = try options.asksCluster()
    guard !patterns.isEmpty || asksOne else {
      throw .usage(
        "there is no cluster to report on", remedy: "give --live, --context or --contexts")
    }
  }

  package func run() throws(Failure) -> [Outcome] {
    let outcomes: [VerifyContexts.Outcome]
    if patterns.isEmpty {
      let kubectl = try request.resolver.options.kubectl(request.outside)
      let verify = VerifyCluster(request)
      outcomes = [
        VerifyContexts.Outcome(
          context: kubectl.context ?? "",
          result: Result { () throws(Failure) in try verify.run(kubectl) })
      ]
    } else {
      outcomes = try VerifyContexts(request).run(matching: patterns)
    }
    let tally = try usage.map { (usage) throws(Failure) in try UsageLogs(usage).read().tally }
    return outcomes.map { outcome in
      switch outcome.result {
      case .failure(let failure):
        request.outside.show(failure.diagnostics)
        return Outcome(context: outcome.context, facts: .failure(failure))
      case .success(let result):
        result.set.report(to: request.outside, isAgentKnown: result.cluster?.image != nil)
        return Outcome(context: outcome.context, facts: facts(of: result, tally))
      }
    }
  }

  private func facts(
    of result: VerifyResult, _ tally: UsageTally?
  ) -> Result<Facts, Failure> {
    guard let cluster = result.cluster else {
      return .failure(.unjudged("cluster", "no cluster was asked"))
    }
    let selection = result.set.selection
    let all = selection.catalog.actions.filter(\.isBounded)
    let agent = selection.context.agentVersion
    let table = request.world.table(selection.context.kubernetes)
    let possible = Verifier(
      access: result.access, table: table, acceptsAlternatives: false
    ).verify(
      selection.catalog.needs(
        of: all.filter { $0.isSupported(by: agent) }, in: selection.context),
      unsupported: all.filter { !$0.isSupported(by: agent) }, agent: selection.catalog.agent.name,
      versions: selection.versions)
    let reach = Reach(
      result.access.reachBase(
        selection.context.kubernetes,
        defaults: request.world.allDefaults(selection.context.kubernetes)),
      from: result.access.user)
    let requests = GoalRequests(
      Reach.clusterGoals, catalog: selection.catalog, table: table, context: selection.context)
    let reached = reach.results(Reach.clusterGoals, requests).compactMap { goal in
      goal.certainty.map {
        ForbiddenRoute(action: "come to \(goal.goal.title)", path: goal.path, certainty: $0)
      }
    }
    let judge = UsageJudge(catalog: selection.catalog, context: selection.context, names: .exact)
    return .success(
      Facts(
        verification: cluster, possible: possible.actions, escalations: reached,
        usage: tally.map {
          judge.usage(of: result.access.user.name, in: $0, access: result.access)
        }))
  }
}
