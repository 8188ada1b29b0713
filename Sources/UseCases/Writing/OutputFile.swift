// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Host
import Manifests
import Reports
import YAMLSyntax

/// A file that generated text goes to.
package struct OutputFile: Sendable {
  package var path: String
  /// The folder of files that it is one of; `nil` for a file that the user named.
  private let folder: String?

  package init(path: String) {
    self.path = path
    folder = nil
  }

  /// A file of a folder. Nothing is read or written where its name, or a symbolic link, leads out.
  package init(_ name: String, in folder: String) {
    path = Paths.join(folder, name)
    self.folder = folder
  }

  /// The change that gives it a text.
  package func change(to text: String) -> FileChange {
    FileChange(path, Array(text.utf8), inside: folder)
  }

  /// Writes the text, whole or not at all, and not at all when it is there already; folders on the
  /// way that are missing are made.
  package func write(_ text: String) throws(Failure) {
    try Self.write([change(to: text)])
  }

  /// Writes several files, all of them or none as far as the system can: no file takes its place
  /// before all are written. A file that changed since its change was made stops it.
  package static func write(_ changes: [FileChange]) throws(Failure) {
    do {
      for change in changes {
        let folder = Paths.parent(of: change.path)
        if let outer = change.folder { try Files.refuseOutside(outer, change.path) }
        if Files.kind(of: folder) == nil { try Files.makeFolder(folder) }
      }
      try Files.writeWhole(changes)
    } catch {
      throw .unwritable(error)
    }
  }

  /// Throws where it could not be written: whoever runs for long, or does what cannot be done
  /// twice, finds out before.
  package func refuseUnwritable() throws(Failure) {
    do { try Files.checkWritable(path) } catch { throw .unwritable(error) }
  }

  /// Throws where the file is one that this run has read: a report is not written over what it is
  /// about.
  package func refuseInput() throws(Failure) {
    guard Files.wasRead(path) else { return }
    throw .unjudged(
      "output-is-input", "this file is an input of this run, and stays as it is",
      at: .startOf(file: path), remedy: "name another file for the output")
  }

  /// What the file holds; nothing when there is none.
  package func content() throws(Failure) -> [UInt8] {
    do {
      if let folder { try Files.refuseOutside(folder, path) }
      guard Files.kind(of: path) != nil else { return [] }
      return try Files.content(of: path, limit: SourceText.limit)
    } catch {
      throw .unreadable(error)
    }
  }

  /// Whether it is a file with this content already.
  package func holds(_ text: String) throws(Failure) -> Bool {
    guard Files.kind(of: path) == .file else { return false }
    return try content().elementsEqual(text.utf8)
  }

  /// How writing the text would change the file; `nil` when it would not.
  package func difference(to text: String) throws(Failure) -> String? {
    let current = try content()
    guard !current.elementsEqual(text.utf8) else { return nil }
    let difference = TextDifference(from: String(decoding: current, as: UTF8.self), to: text)
    return difference.isEmpty
      ? "\(path) differs in bytes that look the same\n"
      : difference.text(oldName: path, newName: "\(path) (generated)")
  }
}
