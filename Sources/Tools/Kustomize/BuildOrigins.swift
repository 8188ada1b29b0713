// SPDX-License-Identifier: Apache-2.0

import Host
import YAMLSyntax

/// Which file each object of a build comes from, as kustomize itself says.
///
/// It says so in annotations that a kustomization can ask for. The user's own is left as it is: one
/// in a folder of its own asks, and lists the user's as its resource.
enum BuildOrigins {
  /// Absolute paths, by the objects' names; empty where kustomize is too old to say.
  static func paths(of folder: String, by kustomize: Kustomize) -> [ObjectKey: String] {
    guard let place = Paths.resolved(folder), let asking = try? TemporaryFolder(),
      let root = Paths.resolved(asking.path)
    else { return [:] }
    let text = """
      resources:
      - \(JSONEmitter.text(.string(Paths.relative(place, to: root)), pretty: false))
      buildMetadata: [originAnnotations]

      """
    guard (try? asking.write(Array(text.utf8), to: Kustomization.names[0])) != nil,
      let output = try? kustomize.build(root)
    else { return [:] }
    var paths: [ObjectKey: String] = [:]
    for object in YAMLStream.read(SourceText(name: folder, bytes: output.bytes)).documents {
      let annotation = object["metadata"]?["annotations"]?["config.kubernetes.io/origin"]
      guard let text = annotation?.text,
        let origin = YAMLStream.read(SourceText(name: folder, text: text)).documents.first,
        // What comes from a repository elsewhere has one.
        origin["repo"] == nil, let path = origin["path"]?.text
      else { continue }
      paths[ObjectKey(object)] = Paths.normalized(Paths.join(root, path))
    }
    return paths
  }
}
