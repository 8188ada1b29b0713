// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Host
import Manifests
import RBAC

/// Writes the Helm commands that install the agent with a set of actions, or change the set.
struct GenerateCommandsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commands",
    abstract: "Write the Helm commands that switch a set of actions on or off",
    discussion: """
      'upgrade' switches the set on in a release that is installed, and everything else off; \
      'revoke' switches the set off and leaves the rest alone. Both stay at the installed chart's \
      version.

      Example:
        rolefit generate commands --for revoke --actions delete:pod --installed 1.18.17
      """)

  enum Purpose: String, ExpressibleByArgument, CaseIterable {
    case install, upgrade, revoke
  }

  @Option(name: .customLong("for"), help: "What the commands are to do")
  var purpose: Purpose

  @Option(help: ArgumentHelp("The chart's version that is installed", valueName: "version"))
  var installed: String?

  @Option(help: ArgumentHelp("The release's name (default: the usual one)", valueName: "name"))
  var release: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's namespace", valueName: "namespace"))
  var namespace: String?

  @Option(
    help: ArgumentHelp("What the cluster is called in the agent's reports", valueName: "name"))
  var clusterName: String?

  @Option(
    help: ArgumentHelp(
      "The Secret that holds the agent's API key (the key itself is never given)",
      valueName: "name"))
  var apiKeySecret: String?

  @Flag(help: "Write the line that the agent's documentation has")
  var asDocumented = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var delivery: DeliveryOptions

  func run() throws {
    let settings = try Settings(config: selection.versions.config)
    var selection = selection
    if asDocumented, selection.namesNothing(settings) {
      // What the documentation's first line switched on.
      selection.actions = try selection.versions.dialect(
        selection.dialect, settings, try selection.versions.readCatalog(settings)
      ).dialect.firstSwitchedOn
    }
    let selected = try selection.resolve(settings, agentNamespace: namespace)
    try selected.requireDetermined()
    let named = try selection.versions.dialect(selection.dialect, settings, selected.catalog)
    let dialect = try chart(
      of: named, selected,
      hasAgentVersion: selection.versions.agentVersion != nil
        || settings.value("agent-version") != nil)
    guard let installation = dialect.dialect.installation else {
      throw Failure.usage("the catalog does not say where the chart \(dialect.dialect.name) is")
    }
    selected.report()
    let commands = HelmCommands(
      installation: installation, dialect: dialect, selected: selected,
      release: release ?? installation.release, namespace: try namespace(selected, settings),
      clusterName: clusterName, apiKeySecret: try secret(), installed: installed)
    guard purpose != .revoke && !asDocumented || commands.hasSwitches else {
      throw Failure.usage("no value of \(dialect) switches any of this set")
    }
    commands.report(purpose)
    try delivery.deliver(asDocumented ? commands.documented(purpose) : commands.text(purpose))
  }

  private func secret() throws(Failure) -> String? {
    var workload = WorkloadOptions()
    workload.apiKeySecret = apiKeySecret
    return try workload.secret()
  }

  private func namespace(
    _ selected: Selection, _ settings: Settings
  ) throws(Failure) -> String {
    let name = namespace ?? settings.value("namespace") ?? selected.context.agentNamespace
    try RoleOptions.check(namespace: name ?? "default", "--namespace")
    if let release, !NameRules.isSubdomain(release) || release.utf8.count > 53 {
      throw .usage("--release: '\(release)' is no name that Helm takes")
    }
    return name ?? "default"
  }

  /// The dialect at the version that its values are written for.
  private func chart(
    of named: DialectVersion, _ selected: Selection, hasAgentVersion: Bool
  ) throws(Failure) -> DialectVersion {
    guard let installed else {
      if named.chart != nil || hasAgentVersion {
        return named.shipping(selected.context.agentVersion)
      }
      guard asDocumented else { return named }
      return DialectVersion(
        dialect: named.dialect,
        chart: named.dialect.firstVersion(switchingOn: selected.actions, in: selected.catalog))
    }
    guard let version = ChartVersion(installed) else {
      throw .usage(
        "--installed: '\(installed)' is no chart version", remedy: "write it like 1.18.17")
    }
    if let chart = named.chart, chart != version {
      throw .usage(
        "--dialect names chart \(chart), and --installed \(version): the values would not fit")
    }
    return DialectVersion(dialect: named.dialect, chart: version)
  }
}
