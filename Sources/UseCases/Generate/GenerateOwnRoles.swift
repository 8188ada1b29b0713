// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics
import Generating
import Manifests
import RBAC
package import YAMLSyntax

/// Makes the roles of whoever runs rolefit's own commands on a cluster.
package struct GenerateOwnRoles: Sendable {
  private let use: OwnUse
  private let readsRelease: Bool
  private let name: String
  private let account: ManifestSet.ServiceAccountName

  /// - Parameters:
  ///   - readsRelease: whether `--read-release` is to work, which shows every Secret of the agent's
  ///     namespace.
  ///   - name: what the roles are called.
  package init(
    _ options: Options, for use: OwnUse, readsRelease: Bool, name: String?, _ outside: Outside
  ) throws(Failure) {
    guard !options.commandLineNames(.actions, .capabilities, .values, .enable, .disable) else {
      throw .usage(
        "--for \(use.rawValue): that role is none of an agent's",
        remedy: "leave out which actions are meant")
    }
    self.use = use
    self.readsRelease = readsRelease
    self.name = name ?? use.rawValue
    let catalog = try Resolver(options, outside).catalog()
    if let named = try options.get(.serviceAccount) {
      account = named
    } else if let usual = catalog.agent.usualAccount(in: try options.get(.namespace)) {
      account = usual
      outside.remark(
        "the agent's account is taken for \(usual): name another with --service-account")
    } else {
      throw .usage(
        "which account is the agent's?", remedy: "name it with --service-account NAMESPACE:NAME")
    }
  }

  /// A ClusterRole, and a Role of the agent's namespace.
  package var roles: [YAMLValue] {
    let needs = OwnNeed.all.filter { $0.isOf(use) && (readsRelease || !$0.isOfRelease) }
    let atoms = needs.map { need in
      Atom(
        .resource(
          verb: need.verb, apiGroup: need.group, resource: need.resource,
          resourceName: need.isOfAccount ? account.name : nil),
        scope: need.place == .cluster ? .cluster : .namespace(account.namespace))
    }
    return PlacedRoles(AtomSet(atoms).normalForm(), name: name).objects
  }
}
