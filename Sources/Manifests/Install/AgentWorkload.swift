// SPDX-License-Identifier: Apache-2.0

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

  /// The configuration as the agent reads it.
  private var configurationText: String { YAMLEmitter.text(configuration) }

  var values: [ManifestHole: YAMLValue] {
    var values: [ManifestHole: YAMLValue] = [
      .image: .string(image), .configMap: .string(configMap),
      .apiKeySecret: .string(apiKeySecret), .configuration: .string(configurationText),
      .configurationChecksum: .string(checksum),
    ]
    values[.clusterName] = clusterName.map { .string($0) }
    values[.command] = command.isEmpty ? nil : .sequence(command.map { .string($0) })
    return values
  }

  /// Differs, for all that matters, when what the agent reads differs: FNV-1a of 64 bits.
  private var checksum: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in configurationText.utf8 + [0] + (clusterName ?? "").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
