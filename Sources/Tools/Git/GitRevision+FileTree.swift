// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Host
import Manifests
import YAMLSyntax

extension GitRevision {
  /// All files of a revision, by their paths from the repository's top.
  package struct Tree: FileTree {
    private let revision: GitRevision
    private let files: [String: File]
    private let folders: Set<String>

    init(_ revision: GitRevision, _ files: [File]) {
      self.revision = revision
      self.files = Dictionary(files.map { ($0.path, $0) }) { $1 }
      var folders: Set<String> = ["."]
      for file in files {
        var folder = Paths.parent(of: file.path)
        while folders.insert(folder).inserted { folder = Paths.parent(of: folder) }
      }
      self.folders = folders
    }

    package func kind(of path: String) -> Files.Kind? {
      files[path] != nil ? .file : folders.contains(path) ? .directory : nil
    }

    package func bytes(of path: String) throws(Failure) -> [UInt8] {
      guard let file = files[path] else {
        throw .unreadable(HostError(path: path, reason: "no such file", kind: .notFound))
      }
      return try revision.text(of: file).bytes
    }

    package func files(below folder: String) -> [String] {
      files.keys.filter { folder == "." || $0.hasPrefix(folder + "/") }.sorted()
    }

    package func name(of path: String) -> String { "\(revision.name):\(path)" }
  }

  /// All its files.
  package func fileTree() throws(Failure) -> Tree { Tree(self, try files(below: ".")) }
}
