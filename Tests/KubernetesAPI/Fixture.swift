// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file of Tests/Fixtures/KubernetesAPI.
enum Fixture {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: root.appending(path: "Tests/Fixtures/KubernetesAPI/\(name)"))
  }

  /// A file of the repository as text.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
