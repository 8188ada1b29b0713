// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// What an object's annotations say of it as a hook of a chart.
///
/// Source: helm/helm, pkg/release/v1/util/manifest_sorter.go and pkg/release/v1/hook.go.
package struct HelmHook: Hashable, Sendable {
  /// When Helm deletes a hook.
  package enum DeletePolicy: String, Sendable {
    case beforeCreation = "before-hook-creation"
    case succeeded = "hook-succeeded"
    case failed = "hook-failed"
  }

  /// `pre-install`, `post-upgrade` and so on, in lower case.
  package var events: [String]
  /// Before its creation where it says nothing.
  package var deletePolicies: [DeletePolicy]
  /// Whether Helm copies the logs of its pods.
  package var copiesLogs: Bool

  /// `nil` for an object that is no hook.
  init?(_ annotations: [String: String]) {
    let events = Self.words(annotations["helm.sh/hook"])
    guard !events.isEmpty else { return nil }
    self.events = events
    let policies = Self.words(annotations["helm.sh/hook-delete-policy"]).compactMap(
      DeletePolicy.init)
    deletePolicies = policies.isEmpty ? [.beforeCreation] : policies
    copiesLogs = !Self.words(annotations["helm.sh/hook-output-log-policy"]).isEmpty
  }

  private static func words(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { word in
      String(word.drop(while: \.isWhitespace).lowercased().prefix { !$0.isWhitespace })
    }.filter { !$0.isEmpty }
  }
}
