// SPDX-License-Identifier: Apache-2.0

import Host
import Reports

/// A file that generated text goes to.
struct OutputFile {
  var path: String

  /// Writes the text, whole or not at all, and not at all when it is there already.
  func write(_ text: String) throws(Failure) {
    do { try Files.writeWhole(Array(text.utf8), to: path) } catch { throw .unreadable(error) }
  }

  /// What the file holds; nothing when there is none.
  func content() throws(Failure) -> [UInt8] {
    guard Files.kind(of: path) != nil else { return [] }
    do {
      return try Files.read(path, limit: SourceText.limit)
    } catch {
      throw .unreadable(error)
    }
  }

  /// How writing the text would change the file; `nil` when it would not.
  func difference(to text: String) throws(Failure) -> String? {
    let current = try content()
    guard !current.elementsEqual(text.utf8) else { return nil }
    let difference = TextDifference(from: String(decoding: current, as: UTF8.self), to: text)
    return difference.isEmpty
      ? "\(path) differs in bytes that look the same\n"
      : difference.text(oldName: path, newName: "\(path) (generated)")
  }
}
