// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
package import Testing

/// The `helm` that tests run: the real one where it is installed, else `Tests/Support/helm`, which
/// stands in for it with Helm's own engine.
package enum HelmProgram {
  /// The stand-in, which needs what `scripts/setup test` installs.
  package static let standIn = Repository.path("Tests/Support/helm")

  /// The real one, absolute; `nil` where there is none on `PATH`.
  package static let installed: String? = {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/helm" }.first {
      $0 != standIn && FileManager.default.isExecutableFile(atPath: $0)
    }
  }()

  /// Whether there is one of them.
  package static let isAvailable = installed != nil || HelmRenderer.isAvailable

  /// For `.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped)`.
  package static let whySkipped: Comment = "needs helm, or its engine: scripts/setup test"

  /// The program's path.
  package static var path: String { installed ?? standIn }

  /// A `PATH` on which `helm` is that program.
  package static var searchPath: String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let folder = URL(fileURLWithPath: Self.path).deletingLastPathComponent().path
    return "\(folder):\(path)"
  }

  /// Runs it to its end, in the top folder.
  package static func run(_ arguments: [String]) throws -> RolefitBinary.Outcome {
    let result = try Program.run(
      "/bin/sh", ["-c", #"cd "$0" && exec "$@""#, Repository.root.path, path] + arguments,
      limit: 1 << 30)
    return RolefitBinary.Outcome(
      status: result.status, output: String(decoding: result.output, as: UTF8.self),
      error: result.error, outputBytes: result.output)
  }
}
