// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// An empty folder that goes, with all it holds, when its last owner does.
package final class TemporaryDirectory: Sendable {
  package let path: String

  package init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("rolefit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    // Symbolic links resolved, so that it compares equal to what programs print.
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package var url: URL { URL(fileURLWithPath: path) }

  /// The path of `name` in the folder.
  package func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Puts a file into the folder, making the folders on the way, and returns its path.
  @discardableResult
  package func write(_ content: some Sequence<UInt8>, to name: String) throws -> String {
    let target = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content).write(to: target)
    return target.path
  }

  /// Puts a text file into the folder and returns its path.
  @discardableResult
  package func write(_ content: String, to name: String) throws -> String {
    try write(content.utf8, to: name)
  }

  /// The content of a file in the folder.
  package func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
  }

  /// The names of what is in the folder, hidden ones too, sorted.
  package func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
