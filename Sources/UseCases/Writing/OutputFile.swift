// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
import Manifests
import Reports
import YAMLSyntax

/// A file that generated text goes to.
package struct OutputFile: Sendable {
  package var path: String

  package init(path: String) { self.path = path }

  /// Writes the text, whole or not at all, and not at all when it is there already; folders on the
  /// way that are missing are made.
  package func write(_ text: String) throws(Failure) {
    try write(bytes: Array(text.utf8))
  }

  /// As `write(_:)`.
  package func write(bytes: [UInt8]) throws(Failure) {
    do {
      let folder = Paths.parent(of: path)
      if Files.kind(of: folder) == nil { try Files.makeFolder(folder) }
      try Files.writeWhole(bytes, to: path)
    } catch {
      throw .unreadable(error)
    }
  }

  /// What the file holds; nothing when there is none.
  package func content() throws(Failure) -> [UInt8] {
    guard Files.kind(of: path) != nil else { return [] }
    do {
      return try Files.read(path, limit: SourceText.limit)
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
