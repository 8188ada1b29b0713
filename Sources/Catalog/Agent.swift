// SPDX-License-Identifier: Apache-2.0

/// The program that a catalog is about.
package struct Agent: Hashable, Sendable {
  /// A short name, as in `k8s-watcher`.
  package var name: String
  package var title: String
  /// The newest version that the catalog knows of.
  package var newest: AgentVersion
  /// Where it is installed unless told otherwise.
  package var namespace: String?
  /// The service account it runs under unless told otherwise.
  package var serviceAccount: String?
  /// Where its maker describes it.
  package var documentation: String?
}
