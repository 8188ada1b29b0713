// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Host
import Manifests
package import YAMLSyntax

/// Files that a kustomization may name: those on this machine, or those of a git revision.
package protocol FileTree: Sendable {
  /// The kind of what is at a path; `nil` where nothing is.
  func kind(of path: String) -> Files.Kind?
  /// The bytes of a file.
  func bytes(of path: String) throws(Failure) -> [UInt8]
  /// The files below a folder, sorted.
  func files(below folder: String) throws(Failure) -> [String]
  /// What a file or folder is called in messages.
  func name(of path: String) -> String
}

extension FileTree {
  /// A file's text under its name in messages; empty where it cannot be read.
  package func text(of path: String) -> SourceText {
    SourceText(name: name(of: path), bytes: (try? bytes(of: path)) ?? [])
  }
}

/// The files on this machine.
package struct LocalFiles: FileTree {
  /// The contents of files that are not yet written, by their absolute paths.
  private let changed: [String: [UInt8]]
  /// What files are called that are copies of others.
  private let names: [String: String]

  /// - Parameters:
  ///   - changed: the contents of files that are not yet written, by their paths.
  ///   - names: what files are called in messages that are copies of others.
  package init(changed: [String: [UInt8]] = [:], names: [String: String] = [:]) {
    self.changed = Dictionary(changed.map { (Paths.absolute($0.key), $0.value) }) { $1 }
    self.names = names
  }

  package func kind(of path: String) -> Files.Kind? { Files.kind(of: path) }

  package func bytes(of path: String) throws(Failure) -> [UInt8] {
    if !changed.isEmpty, let bytes = changed[Paths.absolute(path)] { return bytes }
    do { return try Files.read(path, limit: SourceText.limit) } catch { throw .unreadable(error) }
  }

  package func files(below folder: String) throws(Failure) -> [String] {
    do { return try Files.filesBelow(folder, endings: [""]) } catch { throw .unreadable(error) }
  }

  package func name(of path: String) -> String { names[path] ?? path }
}
