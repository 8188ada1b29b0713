// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import YAMLSyntax

/// The agent's Deployment and what it reads.
package struct AgentWorkload: Sendable {
  package var image: String
  /// What to run; empty for the image's own choice.
  package var command: [String]
  package var configMap: String
  /// The name of the Secret with the API key, which is never in a manifest.
  package var apiKeySecret: String
  package var clusterName: String?
  package var configuration: YAMLValue

  package init(
    image: String, command: [String], configMap: String, apiKeySecret: String,
    clusterName: String?, configuration: YAMLValue
  ) {
    self.image = image
    self.command = command
    self.configMap = configMap
    self.apiKeySecret = apiKeySecret
    self.clusterName = clusterName
    self.configuration = configuration
  }

  var values: [ManifestHole: YAMLValue] {
    let text = YAMLEmitter.text(configuration)
    // It changes with what the agent reads, so that a changed ConfigMap makes a new pod.
    let checksum = FNV1a.digits(of: text.utf8 + [0] + (clusterName ?? "").utf8)
    var values: [ManifestHole: YAMLValue] = [
      .image: .string(image), .configMap: .string(configMap),
      .apiKeySecret: .string(apiKeySecret), .configuration: .string(text),
      .configurationChecksum: .string(checksum),
    ]
    values[.clusterName] = clusterName.map { .string($0) }
    values[.command] = command.isEmpty ? nil : .sequence(command.map { .string($0) })
    return values
  }
}
