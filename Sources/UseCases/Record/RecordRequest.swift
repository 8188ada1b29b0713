// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import Manifests
import RBAC

/// What is to be recorded.
package struct RecordRequest: Sendable {
  /// What the command line says besides the shared options.
  package struct Arguments: Sendable {
    /// The command to run, the program first.
    package var command: [String]
    /// The account that requests are sent as; `nil` for kubectl's own user.
    package var account: String?
    /// Manifests of a role that is asked about every request.
    package var roles: [String]
    /// Whether what the role does not allow is refused.
    package var enforces: Bool
    /// Whether the owners that are given to objects are asked about, as OpenShift does.
    package var asksOwners: Bool
    package var names: Usage.Names
    /// Where the events go, in the audit log's own form.
    package var log: String?

    package init(
      command: [String], account: String? = nil, roles: [String] = [], enforces: Bool = false,
      asksOwners: Bool = false, names: Usage.Names = .exact, log: String? = nil
    ) {
      self.command = command
      self.account = account
      self.roles = roles
      self.enforces = enforces
      self.asksOwners = asksOwners
      self.names = names
      self.log = log
    }
  }

  let resolver: Resolver
  let arguments: Arguments
  let world: World
  /// The account whose bindings count among the roles' manifests.
  let serviceAccount: ManifestSet.ServiceAccountName?
  /// Whom requests are sent as.
  let account: String?

  var outside: Outside { resolver.outside }

  package init(
    _ options: Options, _ arguments: Arguments, _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    self.arguments = arguments
    world = try World(options)
    serviceAccount = try options.get(.serviceAccount)
    account = arguments.account.map { name in
      // As --service-account writes it.
      let parts = name.split(separator: ":").map(String.init)
      return parts.count == 2
        ? User.serviceAccount(namespace: parts[0], name: parts[1]).name : name
    }
    guard !arguments.command.isEmpty else {
      throw .usage("there is no command to run", remedy: "write it after `--`")
    }
    if arguments.enforces, arguments.roles.isEmpty {
      throw .usage("--enforce: there is no role to enforce", remedy: "name its files with --role")
    }
  }
}
