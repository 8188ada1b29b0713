// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI

/// One request of an action, and the reason for it.
package struct Step: Hashable, Sendable {
  /// What the request is for: one clause, lower case, no full stop.
  package var why: String
  /// Whether the action works without it. Optional steps are in no rule; they explain requests
  /// seen.
  package var isOptional: Bool
  /// The Kubernetes versions on which it is sent.
  package var kubernetes: VersionSpan<KubernetesVersion>
  /// The agent versions that send it.
  package var agent: VersionSpan<AgentVersion>
  /// The transport that sends it; `nil` for whichever.
  package var transport: Transport?
  package var request: RequestTemplate
  /// Where this is known from.
  package var evidence: [String]

  /// Whether it is sent there.
  package func applies(in context: NeedContext) -> Bool {
    kubernetes.contains(context.kubernetes) && agent.contains(context.agentVersion)
      && (transport.map(context.transport.includes) ?? true)
  }
}
