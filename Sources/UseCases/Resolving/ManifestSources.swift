// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Manifests
package import Tools

/// The manifests that one run judges: files and folders, a chart that helm renders, a cluster
/// that kubectl asks.
package struct ManifestSources: Sendable {
  package var files: [String]
  /// Folders that are built as kustomizations, whatever is in them.
  package var kustomizations: [String]
  package var installation: ChartInstallation?
  /// The cluster that is asked.
  package var kubectl: Kubectl?
  /// The namespace of objects that name none; `nil` where nobody said it.
  package var namespace: String?

  package init(
    files: [String] = [], kustomizations: [String] = [], installation: ChartInstallation? = nil,
    kubectl: Kubectl? = nil,
    namespace: String? = nil
  ) {
    self.files = files
    self.kustomizations = kustomizations
    self.installation = installation
    self.kubectl = kubectl
    self.namespace = namespace
  }

  /// Whether nothing at all was named.
  package var isEmpty: Bool { namesNoFiles && installation == nil && kubectl == nil }

  /// Whether a cluster is all that was named.
  package var isClusterAlone: Bool { namesNoFiles && installation == nil && kubectl != nil }

  private var namesNoFiles: Bool { files.isEmpty && kustomizations.isEmpty }

  /// What was read, as text for messages.
  package var title: String {
    var parts = files.map { $0 == "-" ? Files.standardInputName : $0 }
    parts += kustomizations
    if let installation { parts.append("the chart \(installation.chart.reference)") }
    if let kubectl { parts.append(kubectl.title) }
    return parts.joined(separator: ", ")
  }
}
