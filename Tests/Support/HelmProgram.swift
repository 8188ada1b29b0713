// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
package import Testing

/// A real `helm`: one that `scripts/setup test` fetched, else the one on `PATH`.
package struct HelmProgram: Sendable, Hashable, CustomTestStringConvertible {
  /// The major version, such as 3.
  package let major: Int
  /// The program's absolute path.
  package let path: String

  package var testDescription: String { "Helm \(major)" }

  /// Helm 3; `nil` where there is none.
  package static let three = HelmProgram(major: 3)
  /// Helm 4; `nil` where there is none.
  package static let four = HelmProgram(major: 4)
  /// Those that are here, the oldest first: the arguments of tests in which Helm matters.
  package static let all = [three, four].compactMap(\.self)

  /// The one for tests in which any does, which are enabled if `isAvailable`.
  package static var any: HelmProgram {
    get throws { try #require(all.first, "there is no helm here") }
  }

  /// Whether there is any.
  package static let isAvailable = !all.isEmpty

  /// For `.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped)`.
  package static let whySkipped: Comment = "needs helm: scripts/setup test"

  private init?(major: Int) {
    let fetched = SearchPath.program(named: "helm", in: [Repository.path(".tools/helm\(major)")])
    guard let path = fetched ?? SearchPath.program(named: "helm"),
      let version = try? Program.run(path, ["version", "--short"], limit: 1 << 12),
      String(decoding: version.output, as: UTF8.self).hasPrefix("v\(major).")
    else { return nil }
    self.major = major
    self.path = path
  }

  /// A `PATH` on which `helm` is this program.
  package var searchPath: String { SearchPath.adding(path) }

  /// Runs it to its end, in the top folder, with the environment of programs under test.
  package func run(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
  ) throws -> RolefitBinary.Outcome {
    let result = try Program.run(
      "/bin/sh", ["-c", #"cd "$0" && exec "$@""#, Repository.root.path, path] + arguments,
      input: input.map { Array($0.utf8) },
      environment: RolefitBinary.cleanEnvironment.merging(environment) { _, given in given },
      limit: 1 << 30)
    return RolefitBinary.Outcome(
      status: result.status, output: String(decoding: result.output, as: UTF8.self),
      error: result.error, outputBytes: result.output)
  }
}
