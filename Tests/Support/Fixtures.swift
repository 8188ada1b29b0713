// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The files that tests read, below `Tests/Fixtures`.
package enum Fixtures {
  /// Where `name` is, such as `Room/role.yaml`.
  package static func url(_ name: String) -> URL {
    Repository.root.appendingPathComponent("Tests/Fixtures").appendingPathComponent(name)
  }

  package static func path(_ name: String) -> String { url(name).path }

  package static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url(name)))
  }

  package static func text(_ name: String) throws -> String {
    try String(contentsOf: url(name), encoding: .utf8)
  }

  /// The names in a folder, sorted, each with the folder before it.
  package static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder))
      .filter { !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
  }
}
