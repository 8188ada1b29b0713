// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics
package import Generating
import RBAC

/// Which Helm commands are written, as the command line says.
package struct CommandArguments: Sendable {
  package var purpose: HelmCommands.Purpose
  /// The chart's version that is installed.
  package var installed: String?
  /// The release's name; the usual one where `nil`.
  package var release: String?
  package var clusterName: String?
  /// The name of the Secret with the agent's API key.
  package var apiKeySecret: String?
  /// Whether the line is the one that the agent's documentation has.
  package var isAsDocumented: Bool

  package init(
    purpose: HelmCommands.Purpose, installed: String? = nil, release: String? = nil,
    clusterName: String? = nil, apiKeySecret: String? = nil, isAsDocumented: Bool = false
  ) {
    self.purpose = purpose
    self.installed = installed
    self.release = release
    self.clusterName = clusterName
    self.apiKeySecret = apiKeySecret
    self.isAsDocumented = isAsDocumented
  }
}

/// Makes the Helm commands that install the agent with a set of actions, or change the set.
package struct GenerateCommands: Sendable {
  private let request: GenerateRequest
  private let arguments: CommandArguments

  package init(_ request: GenerateRequest, _ arguments: CommandArguments) {
    self.request = request
    self.arguments = arguments
  }

  /// The commands, one a line.
  package func run() throws(Failure) -> String {
    let resolver = request.resolver
    let catalog = try resolver.catalog()
    let named = try resolver.dialect(of: catalog)
    var request = request
    if arguments.isAsDocumented, !request.set.namesActions {
      // What the documentation's first line switched on.
      request = request.naming(.actions(named.dialect.firstSwitchedOn))
    }
    let selection = try request.resolved(agentNamespace: request.namespace, catalog).selection
    let dialect = try chart(of: named, selection)
    guard let installation = dialect.dialect.installation else {
      throw .usage("the catalog does not say where the chart \(dialect.dialect.name) is")
    }
    if let secret = arguments.apiKeySecret { try GenerateManifests.check(secret: secret) }
    let commands = HelmCommands(
      purpose: arguments.purpose, installation: installation, dialect: dialect,
      selection: selection, release: arguments.release ?? installation.release,
      namespace: try namespace(selection), clusterName: arguments.clusterName,
      apiKeySecret: arguments.apiKeySecret, installed: arguments.installed)
    guard arguments.purpose != .revoke && !arguments.isAsDocumented || commands.hasSwitches else {
      throw .usage("no value of \(dialect) switches any of this set")
    }
    if named.unknownRemark == nil, let remark = dialect.unknownRemark {
      request.outside.remark(remark)
    }
    request.outside.remark(commands.notes)
    if arguments.isAsDocumented {
      request.outside.remark(
        "the documented line takes the newest chart with the values of the installed one, its "
          + "defaults included; --for upgrade stays with the installed chart")
    }
    return arguments.isAsDocumented ? commands.documentedText : commands.text
  }

  private func namespace(_ selection: Selection) throws(Failure) -> String {
    let name = request.namespace ?? selection.context.agentNamespace ?? "default"
    try GenerateRequest.check(namespace: name, "--namespace")
    if let release = arguments.release,
      !NameRules.isSubdomain(release) || release.utf8.count > 53
    {
      throw .usage("--release: '\(release)' is no name that Helm takes")
    }
    return name
  }

  /// The dialect at the version that its values are written for.
  private func chart(
    of named: DialectVersion, _ selection: Selection
  ) throws(Failure) -> DialectVersion {
    guard let installed = arguments.installed else {
      let namesAgent = try request.resolver.options.value(.agentVersion) != nil
      if named.chart != nil || namesAgent {
        return named.shipping(selection.context.agentVersion)
      }
      guard arguments.isAsDocumented else { return named }
      return DialectVersion(
        dialect: named.dialect,
        chart: named.dialect.firstVersion(
          switchingOn: selection.actions, in: selection.catalog))
    }
    guard let version = ChartVersion(installed) else {
      throw .usage(
        "--installed: '\(installed)' is no chart version", remedy: "write it like 1.18.17")
    }
    guard named.dialect.mayKnow(version) else {
      let name = named.dialect.name
      throw .usage("--installed: the catalog knows no chart \(name) as old as \(version)")
    }
    if let chart = named.chart, chart != version {
      throw .usage(
        "--dialect names chart \(chart), and --installed \(version): the values would not fit")
    }
    return DialectVersion(dialect: named.dialect, chart: version)
  }
}
