// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI
import Manifests
import RBAC

extension AgentAccess {
  /// What searches from this access, and from others in the same manifests, start from.
  ///
  /// - Parameters:
  ///   - defaults: the default objects of Kubernetes, bindings included: they are there whatever
  ///     the manifests say, and others than the account may have them.
  ///   - asked: namespaces that count whether or not an object is in them.
  package func reachBase(
    _ version: KubernetesVersion, defaults: DefaultObjects, asked: [String] = []
  ) -> ReachBase {
    let policy =
      manifests.isStored
      ? self.policy
      : Policy(
        roles: manifests.roles + defaults.roles(besides: manifests.roles),
        bindings: ownBindings + defaults.bindings(besides: ownBindings),
        closedWorld: self.policy.closedWorld)
    return ReachBase(
      policy, version: version,
      accounts: manifests.serviceAccounts + manifests.workloads.map(\.serviceAccount),
      asked: asked, secrets: KnownSecrets(of: manifests), origins: manifests.origins)
  }

  /// The bindings of the manifests, or those that are assumed.
  private var ownBindings: [RoleBinding] {
    manifests.bindings.isEmpty && isAssumedBound ? policy.bindings : manifests.bindings
  }
}

extension ReachBase {
  /// Where a rule was written; `nil` for what no binding of the input gives.
  func grant(_ held: HeldRule) -> PathGrant? {
    guard case .grant(let grant) = held.source else { return nil }
    let binding = policy.bindings[grant.binding]
    let source = policy.source(of: grant)
    return PathGrant(
      place: PlacedGrant(
        rule: held.rule, scope: held.scope,
        ruleEntry: policy.origin(of: grant).flatMap { origins[$0] },
        bindingEntry: binding.origin.flatMap { origins[$0] },
        isDefault: binding.origin == nil && binding.metadata.isBootstrapped),
      role: policy.roles[source.role].reference.title, binding: binding.reference.title,
      rule: source.rule)
  }
}
