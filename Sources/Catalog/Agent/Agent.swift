// SPDX-License-Identifier: Apache-2.0

/// The program that a catalog is about.
package struct Agent: Hashable, Sendable {
  /// A short name, as in `k8s-watcher`.
  package var name: String
  package var title: String
  /// The newest version that the catalog knows of.
  package var newest: AgentVersion
  /// Where it is installed unless set otherwise.
  package var namespace: String?
  /// The service account it runs under unless set otherwise.
  package var serviceAccount: String?
  /// Where its maker describes it.
  package var documentation: String?
  /// Where its container images are, oldest first.
  package var images: [Image]

  /// The image repository of the agent versions from one on.
  package struct Image: Hashable, Sendable {
    package var from: AgentVersion?
    package var repository: String
    /// What to run, where the image holds several programs; empty for the image's own choice.
    package var command: [String]
  }

  /// What its images are called in any registry: the agent's own name, then those on record,
  /// without repetition.
  package var imageNames: [String] {
    let recorded = images.map { $0.repository.split(separator: "/").last.map(String.init) ?? "" }
    return recorded.reduce(into: [name]) { names, image in
      if !image.isEmpty, !names.contains(image) { names.append(image) }
    }
  }

  /// The repository that a version's image is in; `nil` where nobody recorded it.
  package func image(of version: AgentVersion) -> Image? {
    images.last { $0.from.map { $0 <= version } ?? true }
  }
}
