// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Writes everything that an installation without Helm consists of.
struct GenerateManifestsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manifests",
    abstract: "Write all manifests of an installation, in the order to apply them",
    discussion: """
      Namespace, ServiceAccount, roles and bindings, ConfigMap and Deployment. The API key is \
      taken from a Secret of yours: it is never given to rolefit.

      Example:
        rolefit generate manifests --actions basic --capabilities default \\
          --cluster-name prod --output-dir deploy && kubectl apply -k deploy
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var roles: RoleOptions
  @OptionGroup var workload: WorkloadOptions
  @OptionGroup var delivery: InstallDeliveryOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("yaml or json", valueName: "format"))
  var output: DataFormat = .yaml

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      selection, roles, configuration: selection.versions, in: outside)
    let request = try GenerateRequest(options, roles.arguments(), outside)
    try delivery.deliver(GenerateManifests(request, workload.arguments).run(), as: output)
  }
}
