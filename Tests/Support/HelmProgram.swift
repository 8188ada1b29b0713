// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
package import Testing

/// A real helm.
package struct HelmProgram: Hashable, Sendable, CustomTestStringConvertible {
  /// The program's path, absolute.
  package let path: String
  /// `Helm 3` or `Helm 4`.
  package let title: String

  package var testDescription: String { title }

  /// Those that `scripts/setup test` fetches, Helm 3 first.
  package static let all: [HelmProgram] = ["3", "4"].compactMap { version in
    let path = Repository.path(".tools/helm\(version)/helm")
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    return HelmProgram(path: path, title: "Helm \(version)")
  }

  /// The one that tests run in which the version makes no difference; the one on `PATH` where none
  /// was fetched.
  package static let usual: HelmProgram? = {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let installed = folders.map { "\($0)/helm" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    return all.first ?? installed.map { HelmProgram(path: $0, title: "helm") }
  }()

  /// Whether there is a helm.
  package static let isAvailable = usual != nil

  /// Whether there are both a Helm 3 and a Helm 4.
  package static let hasBoth = all.count == 2

  /// For `.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped)`.
  package static let whySkipped: Comment = "needs real Helm 3 and 4: scripts/setup test"

  /// A `PATH` on which `helm` is this program.
  package var searchPath: String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return "\(URL(fileURLWithPath: self.path).deletingLastPathComponent().path):\(path)"
  }

  /// A `PATH` on which `helm` is the usual one.
  package static var searchPath: String { usual?.searchPath ?? "" }

  /// Runs it to its end, in the top folder.
  package func run(_ arguments: [String]) throws -> RolefitBinary.Outcome {
    let result = try Program.run(
      "/bin/sh", ["-c", #"cd "$0" && exec "$@""#, Repository.root.path, path] + arguments,
      limit: 1 << 30)
    return RolefitBinary.Outcome(
      status: result.status, output: String(decoding: result.output, as: UTF8.self),
      error: result.error, outputBytes: result.output)
  }

  /// Runs the usual one.
  package static func run(_ arguments: [String]) throws -> RolefitBinary.Outcome {
    guard let usual else { throw HelmRenderer.Refusal(description: "there is no helm") }
    return try usual.run(arguments)
  }
}
