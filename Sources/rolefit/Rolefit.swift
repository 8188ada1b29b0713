// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command line.
@main
struct Rolefit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rolefit",
    abstract: "Exact RBAC for agents in Kubernetes clusters")
}
