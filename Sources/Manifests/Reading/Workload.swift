// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// An object that runs pods, as far as it says who they are.
package struct Workload: Hashable, Sendable {
  package var kind: String
  package var name: String
  /// The account that its pods run under.
  package var serviceAccount: ManifestSet.ServiceAccountName
  /// The images of its containers as written.
  package var images: [String]
  /// The names of the ConfigMaps that its pods mount, in the workload's namespace.
  package var configMaps: [String]
  /// What its label `helm.sh/chart` says, such as `agent-1.2.3`; `nil` too for what rolefit made,
  /// whose chart only has the name of another.
  package var chartLabel: String?

  /// The label `helm.sh/chart` of an object, by its `metadata`; `nil` for what rolefit made.
  package static func chartLabel(_ metadata: YAMLNode?) -> String? {
    let annotations = metadata?["annotations"]?.texts ?? [:]
    guard !SetAnnotations.isMadeByRolefit(annotations: annotations) else { return nil }
    return metadata?["labels"]?["helm.sh/chart"]?.string
  }

  /// `Deployment 'komodor/agent'`.
  package var title: String {
    let place = serviceAccount.namespace.isEmpty ? "" : "\(serviceAccount.namespace)/"
    return "\(kind) '\(place)\(name)'"
  }

  /// Whether a container runs the image of that name, from any registry and of any version.
  package func runs(image name: String) -> Bool {
    images.contains { Self.name(ofImage: $0) == name }
  }

  /// `agent` for `registry:5000/team/agent:1.2@sha256:…`.
  package static func name(ofImage image: String) -> Substring {
    let last = image.split(separator: "/").last ?? ""
    return last.prefix { $0 != ":" && $0 != "@" }
  }

  /// `1.2` for `registry:5000/team/agent:1.2@sha256:…`; `nil` without a tag.
  package static func tag(ofImage image: String) -> Substring? {
    let last = image.split(separator: "/").last?.prefix { $0 != "@" } ?? ""
    return last.firstIndex(of: ":").map { last[last.index(after: $0)...] }
  }

  /// The tags of the images of that name that its containers run, `nil` for one without.
  package func tags(ofImage name: String) -> [Substring?] {
    images.filter { Self.name(ofImage: $0) == name }.map { Self.tag(ofImage: $0) }
  }
}
