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

  /// Writes the text, whole or not at all, and not at all when it is there already.
  package func write(_ text: String) throws(Failure) {
    try write(bytes: Array(text.utf8))
  }

  /// As `write(_:)`.
  package func write(bytes: [UInt8]) throws(Failure) {
    do { try Files.writeWhole(bytes, to: path) } catch { throw .unreadable(error) }
  }

  /// As `write(_:)`, making the folders on the way.
  package func writeMakingFolders(_ text: String) throws(Failure) {
    do { try Files.makeFolder(Paths.parent(of: path)) } catch { throw .unreadable(error) }
    try write(text)
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
