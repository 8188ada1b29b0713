// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where programs are found by their names.
package enum SearchPath {
  /// The folders of this process's `PATH`, in order.
  package static let folders: [String] =
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    .split(separator: ":").map(String.init)

  /// The `PATH` of programs under test: `kubectl` on it is `KubectlProgram`.
  package static let value = adding(KubectlProgram.path, to: folders.joined(separator: ":"))

  /// The absolute path of the first program of this name on this process's `PATH`.
  package static func program(named name: String) -> String? {
    program(named: name, in: folders)
  }

  /// The absolute path of the first program of this name in these folders.
  package static func program(named name: String, in folders: [String]) -> String? {
    folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// `path` with the folder of `program` before all others.
  package static func adding(_ program: String?, to path: String = value) -> String {
    guard let program else { return path }
    let folder = URL(fileURLWithPath: program).deletingLastPathComponent().path
    return path.split(separator: ":").first.map(String.init) == folder ? path : "\(folder):\(path)"
  }
}
