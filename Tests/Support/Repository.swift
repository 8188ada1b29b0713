// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Where the repository's own files are.
package enum Repository {
  /// The repository's top folder, from where this file was compiled.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The path of a file or folder, named from the top folder.
  package static func path(_ name: String) -> String { root.appendingPathComponent(name).path }

  /// Whether a run records what tests expect instead of checking it: `RECORD=1`.
  package static var records: Bool {
    ProcessInfo.processInfo.environment["RECORD"].map { !$0.isEmpty && $0 != "0" } ?? false
  }
}
