// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
package import YAMLSyntax

/// What a kustomization came to: its objects, with the places of its sources where they can be
/// told.
package struct BuiltFolder: Sendable {
  /// The folder, as it was named.
  package let folder: String
  /// What was printed, for places that cannot be told.
  package let text: SourceText
  package let objects: [YAMLNode]
  /// The documents of files that roles and bindings were made from.
  package let sources: [YAMLNode]
  /// What the program said besides.
  package let warnings: [String]

  package init(
    _ closure: KustomizationClosure, by kustomize: Kustomize
  ) throws(Kustomize.Problem) {
    let output = try kustomize.build(closure.folder)
    folder = closure.title
    text = SourceText(name: "\(folder) (built)", bytes: output.bytes)
    warnings = output.warnings
    let stream = YAMLStream.read(text)
    if let failure = stream.failure {
      throw .refused(["what was built cannot be read: \(failure.message)"])
    }
    let built = stream.documents.filter { ObjectKey($0).isRBAC }
    guard !built.isEmpty else {
      (objects, sources) = (stream.documents, [])
      return
    }
    var texts = SourceTexts(closure)
    let paths = closure.isLocal ? BuildOrigins.paths(of: closure.folder, by: kustomize) : [:]
    let byFile = Dictionary(grouping: built) { paths[ObjectKey($0)].map(texts.asNamed) ?? "" }
    var match = SourceMatch(patches: texts.patches(besides: Set(byFile.keys)))
    var used: [YAMLNode] = []
    for (path, objects) in byFile.sorted(by: { $0.key < $1.key }) {
      // Where kustomize cannot say, all resources are looked through; what it says comes from no
      // file is in none.
      let files = path.isEmpty ? (paths.isEmpty ? closure.resources.sorted() : []) : [path]
      let documents = SourceDocuments(files.flatMap { texts.documents($0) }, of: objects)
      for object in objects {
        if let source = documents.document(of: object) {
          match.match(object: object, with: source)
          used.append(source)
        } else {
          match.match(object: object)
        }
      }
    }
    objects = YAMLNode.composed(stream.documents, same: match.same, places: match.places)
    sources = used
  }
}

/// The texts that a kustomization is built from, each read once when it is asked for.
private struct SourceTexts {
  private let closure: KustomizationClosure
  private var read: [String: [YAMLNode]] = [:]

  init(_ closure: KustomizationClosure) { self.closure = closure }

  mutating func documents(_ path: String) -> [YAMLNode] {
    if let known = read[path] { return known }
    let documents = YAMLStream.read(closure.tree.text(of: path)).documents
    read[path] = documents
    return documents
  }

  /// An absolute path as it is seen from the folder that was named.
  func asNamed(_ path: String) -> String {
    guard let root = Paths.resolved(closure.folder) else { return path }
    let seen = Paths.normalized(Paths.join(closure.folder, Paths.relative(path, to: root)))
    return Paths.resolved(seen) == Paths.resolved(path) ? seen : path
  }

  mutating func patches(besides files: Set<String>) -> PatchRules {
    let kustomizations = closure.members.map(\.file)
    let patches = closure.others.subtracting(kustomizations).subtracting(files).sorted()
    return PatchRules(
      files: patches.flatMap { documents($0) }, inline: closure.members.flatMap(\.inlinePatches))
  }
}
