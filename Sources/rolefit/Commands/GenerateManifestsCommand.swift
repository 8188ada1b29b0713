// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Manifests
import RBAC

/// Writes everything that an installation without Helm consists of.
struct GenerateManifestsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manifests",
    abstract: "Write all manifests of an installation, in the order to apply them",
    discussion: """
      Namespace, ServiceAccount, roles and bindings, ConfigMap and Deployment. The API key is taken \
      from a Secret of yours: it is never given to rolefit.

      Example:
        rolefit generate manifests --actions basic --capabilities default --cluster-name prod \\
          --output-dir deploy && kubectl apply -k deploy
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var roles: RoleOptions
  @OptionGroup var workload: WorkloadOptions
  @OptionGroup var delivery: InstallDelivery

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("yaml or json", valueName: "format"))
  var output: DataFormat = .yaml

  func run() throws {
    let settings = try Settings(config: selection.versions.config)
    let selected = try roles.resolve(selection, settings)
    ConfinementNotes(selected: selected).report()
    let objects = try roles.roles(selected, settings)
    let namespace = selected.context.agentNamespace ?? "default"
    guard objects.account.namespace == namespace else {
      throw Failure.usage(
        "the account \(objects.account) is not in the agent's namespace '\(namespace)', and pods "
          + "run under accounts of their own namespace",
        remedy: "give --service-account \(namespace):\(objects.account.name), or no --namespace")
    }
    guard NameRules.isLabel(objects.name) else {
      throw Failure.usage("--name: a Deployment's name \(NameRules.labelProblem)")
    }
    var agent: AgentWorkload?
    if selected.catalog.dialects.isEmpty {
      _ = try workload.secret()
    } else {
      let dialect = try selection.versions.dialect(
        selection.dialect, settings, selected.catalog
      ).shipping(selected.context.agentVersion)
      agent = try workload.workload(
        selected, dialect: dialect, hasOwnTemplates: roles.templates != nil)
    }
    try delivery.deliver(
      InstallManifests(roles: objects, namespace: namespace, workload: agent), as: output)
  }
}

extension DialectVersion {
  /// The dialect at the chart version that nobody named: that which shipped the agent.
  func shipping(_ agent: AgentVersion) -> DialectVersion {
    guard chart == nil else { return self }
    return DialectVersion(dialect: dialect, chart: dialect.chartVersion(shipping: agent))
  }
}
