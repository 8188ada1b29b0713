// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
import Manifests

/// A kustomization with all that it is built from, put where kustomize finds it: what a git
/// revision holds, or files as they would be after a change.
package final class KustomizationCopy {
  private let folder: TemporaryFolder
  /// The kustomization in its copy; its files are called in messages what the originals are.
  package let closure: KustomizationClosure

  package init(of original: KustomizationClosure) throws(Failure) {
    let tree = original.tree
    var files = original.files
    for folder in original.folders { files.formUnion(try tree.files(below: folder)) }
    // Where `..` leads counts, so all of them stand to each other as they did.
    let top = Self.sharedFolder(
      of: files.map { Paths.parent(of: Paths.absolute($0)) }
        + [Paths.absolute(original.folder)])
    func place(_ path: String) -> String { Paths.relative(path, to: top) }
    do throws(HostError) {
      folder = try TemporaryFolder()
      for file in files.sorted() {
        let bytes: [UInt8]
        do throws(Failure) { bytes = try tree.bytes(of: file) } catch { continue }
        try folder.write(bytes, to: place(file))
      }
    } catch {
      throw .unreadable(error)
    }
    let root = folder.path
    let names = Dictionary(
      (files + original.members.map(\.folder) + [original.folder]).map {
        (Paths.normalized(Paths.join(root, place($0))), tree.name(of: $0))
      }
    ) { first, _ in first }
    closure = KustomizationClosure(
      of: Paths.normalized(Paths.join(root, place(original.folder))),
      in: LocalFiles(names: names))
  }

  private static func sharedFolder(of folders: [String]) -> String {
    let parts = folders.map { $0.split(separator: "/") }
    guard var shared = parts.first else { return "/" }
    for other in parts {
      shared = zip(shared, other).prefix { $0 == $1 }.map(\.0)
    }
    return "/" + shared.joined(separator: "/")
  }
}
