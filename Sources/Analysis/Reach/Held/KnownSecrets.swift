// SPDX-License-Identifier: Apache-2.0

package import Manifests

/// The Secrets of the input that log somebody in.
package struct KnownSecrets: Sendable {
  /// Tokens of service accounts, where their namespace is known.
  let tokens: [ManifestSet.TokenSecret]
  /// Those of which nobody named the namespace.
  let unplacedTokens: [ManifestSet.TokenSecret]
  /// Those that nodes join with.
  let bootstrapTokens: [ManifestSet.BootstrapToken]

  package init(
    tokens: [ManifestSet.TokenSecret] = [], bootstrapTokens: [ManifestSet.BootstrapToken] = []
  ) {
    self.tokens = tokens.filter { !$0.namespace.isEmpty }
    unplacedTokens = tokens.filter(\.namespace.isEmpty)
    self.bootstrapTokens = bootstrapTokens
  }

  package init(of manifests: ManifestSet) {
    self.init(tokens: manifests.tokenSecrets, bootstrapTokens: manifests.bootstrapTokens)
  }
}
