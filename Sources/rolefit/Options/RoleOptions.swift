// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Generating
import UseCases

extension RolesPer: ExpressibleByArgument {}

/// Whom generated roles are for, and what the objects are called.
struct RoleOptions: ParsableArguments, SharedOptions {
  @Option(help: "The objects' name (default: the agent's)")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The agent's account (default: the catalog's)", valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's namespace", valueName: "namespace"))
  var namespace: String?

  @Option(help: "Separate roles, one for each access level or for each action")
  var rolesPer: RolesPer?

  @Option(
    help: ArgumentHelp(
      "Fill the templates in this folder instead of the built-in ones", valueName: "dir"))
  var templates: String?

  func add(to layer: inout OptionLayer) {
    layer.add(.serviceAccount, serviceAccount)
    layer.add(.namespace, namespace)
  }

  /// What is no shared option.
  func arguments(needsSet: Bool = true) -> GenerateArguments {
    GenerateArguments(
      name: name, rolesPer: rolesPer, templates: templates, needsSet: needsSet)
  }
}
