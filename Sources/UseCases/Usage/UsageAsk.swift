// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics
import Generating
import KubernetesAPI
import Manifests
import RBAC
import Tools
package import YAMLSyntax

/// Says what audit logs show of an agent: what it used, what was refused, what it was granted and
/// never used.
package struct UsageAsk: Sendable {
  /// What logs come to.
  package struct Result: Sendable {
    package var usage: Usage
    /// Requests one by one, where that was asked for.
    package var timeline: [UsageTimeline.Entry]?
    /// What switches on the smallest set of actions.
    package var suggestion: UsageSuggestion?
    package var exits: [Exit]
  }

  /// What logs add up to, to be joined with others.
  package struct Partial: Sendable {
    /// One document; it is to be written on one line.
    package var document: YAMLValue
    package var exits: [Exit]
  }

  private let request: UsageRequest

  package init(_ request: UsageRequest) { self.request = request }

  package func partial() throws(Failure) -> Partial {
    let logs = try read()
    return Partial(document: logs.tally.document, exits: exits(logs))
  }

  /// - Parameter suggests: whether it is wanted what switches the actions on.
  package func run(suggests: Bool = false) throws(Failure) -> Result {
    let catalog = try request.resolver.catalog(carriedBy: request.sources.installation?.chart)
    let kubernetes = try request.resolver.kubernetes(
      server: request.resolver.serverVersion(request.sources.kubectl)
    ).value
    let agent = try request.resolver.agentVersion(of: catalog).value
    let logs = try read()
    let user = try UsageUser(named: request.user, catalog, request.outside).user(in: logs.tally)
    let judge = UsageJudge(
      catalog: catalog, context: NeedContext(kubernetes: kubernetes, agentVersion: agent),
      names: request.arguments.names)
    let usage = judge.usage(of: user, in: logs.tally, access: try access(of: user, kubernetes))
    return Result(
      usage: usage,
      timeline: request.arguments.wantsTimeline
        ? judge.entries(of: user, in: logs.timeline) : nil,
      suggestion: suggests
        ? try UsageSuggestion(usage, catalog, request.resolver, request.outside) : nil,
      exits: exits(logs))
  }

  private func read() throws(Failure) -> UsageLogs.Result {
    guard request.arguments.merges else {
      let logs = try UsageLogs(request).read()
      if logs.tally.users.isEmpty, let failure = logs.outside.failure { throw failure }
      return logs
    }
    return UsageLogs.Result(
      tally: try UsageMerge(request.outside).joined(request.arguments.logs))
  }

  private func exits(_ logs: UsageLogs.Result) -> [Exit] {
    var exits: [Exit] = logs.failures.isEmpty ? [] : [.unjudged]
    if logs.tally.isInterrupted {
      request.outside.remark("interrupted: this is what was read until then")
      exits.append(.unjudged)
    }
    if let limit = request.arguments.maxDamaged, logs.tally.damaged.count > limit {
      request.outside.show([
        Diagnostic(
          .error, "damaged-records",
          "\(logs.tally.damaged.count.counted("record")) cannot be read, and --max-damaged allows "
            + "\(limit)",
          at: nil)
      ])
      exits.append(.unjudged)
    }
    return exits
  }

  /// What the user is granted, where that is to be compared.
  private func access(
    of user: String, _ kubernetes: KubernetesVersion
  ) throws(Failure) -> AgentAccess? {
    guard !request.sources.isEmpty else { return nil }
    let set = try ManifestLoader(request.outside).judgeable(
      request.sources, kubernetesMinor: kubernetes.minor, isWhole: request.world.isClosed)
    // Without bindings the roles are taken to be bound to whoever is meant.
    guard !set.bindings.isEmpty else { return request.world.access(of: nil, in: set, kubernetes) }
    guard let account = User(name: user).serviceAccount else {
      throw .unjudged(
        "service-account", "\(user) is no service account, and only their grants are compared",
        remedy: "name one with --service-account NAMESPACE:NAME, or leave the manifests out")
    }
    return request.world.access(
      of: ManifestSet.ServiceAccountName(namespace: account.namespace, name: account.name),
      in: set, kubernetes)
  }
}
