// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

extension TemporaryDirectory {
  /// Adds a program that stands in for the one on `PATH`; returns the `PATH` that finds it first.
  func searchPath(adding name: String, script: String) throws -> String {
    let file = try write(script, to: "programs/\(name)")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    let others = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return "\(path("programs")):\(others)"
  }
}
