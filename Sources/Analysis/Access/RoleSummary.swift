// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import KubernetesAPI
package import Manifests
package import RBAC

/// What one role comes to: its rules in normal form, where it is bound, and what its holder can
/// make of it.
package struct RoleSummary: Sendable {
  package var role: ObjectReference
  /// `nil` for a role of a cluster.
  package var range: SourceRange?
  /// Those of its parts where it is aggregated.
  package var rules: [ScopedRule]
  /// The scopes that bindings give it to somebody in, sorted; none where nothing binds it.
  package var bound: [Scope]
  /// What it comes to where it is bound; where nothing binds it, as if it were in its own scope.
  package var risk: GrantRisk
  /// Whether it aggregates by labels that no role of the input has: who knows what there is.
  package var isOpen: Bool

  /// The roles of manifests, what is worst first.
  ///
  /// - Parameters:
  ///   - defaults: the default objects of Kubernetes, bindings included.
  ///   - withDefaults: whether the default roles of a cluster are among them.
  package static func all(
    in manifests: ManifestSet, defaults: DefaultObjects, table: APITable, withDefaults: Bool
  ) -> [RoleSummary] {
    let roles =
      manifests.isStored
      ? manifests.roles
      : manifests.roles
        + defaults.roles(besides: manifests.roles)
    let bindings =
      manifests.isStored
      ? manifests.bindings
      : manifests.bindings
        + defaults.bindings(besides: manifests.bindings)
    let policy = Policy(roles: roles, bindings: bindings, closedWorld: true)
    var scopes: [ObjectReference: Set<Scope>] = [:]
    for binding in policy.countingBindings where !policy.bindings[binding.binding].subjects.isEmpty
    {
      guard let role = binding.role else { continue }
      scopes[roles[role].reference, default: []].insert(policy.bindings[binding.binding].scope)
    }
    let last = Dictionary(roles.indices.map { (roles[$0].reference, $0) }) { _, last in last }
    let shown = manifests.roles.indices
      .filter { last[roles[$0].reference] == $0 }
      .filter { withDefaults || !manifests.isStored || !roles[$0].metadata.isBootstrapped }
    let judge = RiskJudge(
      policy, manifests, table,
      of: shown.map { ($0, (scopes[roles[$0].reference] ?? [roles[$0].scope]).sorted()) })
    return
      shown.map { index in
        let role = roles[index]
        return RoleSummary(
          role: role.reference,
          range: manifests.isStored
            ? nil : role.origin.flatMap { manifests.origins[$0]?.range },
          rules: AtomSet(policy.effectiveRules(ofRole: index), scope: role.scope).normalForm(),
          bound: (scopes[role.reference] ?? []).sorted(),
          risk: judge.risk(ofRole: index),
          isOpen: !manifests.isStored && policy.hasUnmatchedSelectors(role: index))
      }
      .enumerated().sorted { left, right in
        left.element.risk.level == right.element.risk.level
          ? left.offset < right.offset : left.element.risk.level > right.element.risk.level
      }.map(\.element)
  }
}

/// Says what roles come to for somebody who has one of them and nothing else.
///
/// Each has a holder of its own, whom nobody else can come to: so all are judged by one policy.
private struct RiskJudge {
  private let base: ReachBase
  private let requests: GoalRequests
  /// The roles that a route asks for; most are harmless.
  private let risky: Set<Int>

  /// - Parameter roles: the places of roles, and the scopes to judge them in.
  init(
    _ policy: Policy, _ manifests: ManifestSet, _ table: APITable,
    of roles: [(role: Int, scopes: [Scope])]
  ) {
    let risky = roles.filter {
      policy.effectiveRules(ofRole: $0.role).contains(where: RouteRegistry.isRelevant)
    }
    let bindings = risky.flatMap { index, scopes in
      scopes.map {
        GrantRisk.binding(of: policy.roles[index], in: $0, to: GrantRisk.holder(index))
      }
    }
    let first = policy.bindings.count
    base = ReachBase(
      Policy(roles: policy.roles, bindings: policy.bindings + bindings, closedWorld: true),
      version: table.version,
      accounts: manifests.serviceAccounts + manifests.workloads.map(\.serviceAccount),
      secrets: KnownSecrets(of: manifests), origins: manifests.origins,
      supposed: first..<first + bindings.count)
    requests = GoalRequests(Reach.clusterGoals, table: table)
    self.risky = Set(risky.map(\.role))
  }

  func risk(ofRole index: Int) -> GrantRisk {
    risky.contains(index)
      ? GrantRisk(of: GrantRisk.holder(index), in: base, requests) : .harmless
  }
}
