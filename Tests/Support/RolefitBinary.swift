// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host

/// The program as its user runs it: the binary named by `ROLEFIT_BINARY`, else the one just built.
package enum RolefitBinary {
  /// What a run came to.
  package struct Outcome: Sendable {
    package var status: Int32
    package var output: String
    package var error: String
    /// Standard output as it was written.
    package var outputBytes: [UInt8]

    /// Standard output read as JSON.
    package func json() throws -> JSON { try JSON(parsing: outputBytes) }
  }

  /// Whether a sanitizer is in the binary, which takes terabytes of address space for itself.
  package static let isSanitized = ProcessInfo.processInfo.environment["ROLEFIT_SANITIZER"] != nil

  /// The binary's path, absolute.
  package static let path: String = {
    if let named = ProcessInfo.processInfo.environment["ROLEFIT_BINARY"] {
      return URL(fileURLWithPath: named).path
    }
    let beside = URL(fileURLWithPath: CommandLine.arguments[0])
      .deletingLastPathComponent().appendingPathComponent("rolefit").path
    let exists = FileManager.default.isExecutableFile(atPath: beside)
    return exists ? beside : Repository.path(".build/debug/rolefit")
  }()

  /// Runs the program to its end, in the top folder unless told otherwise.
  ///
  /// Of the environment it sees `PATH`, `HOME` and `TMPDIR`, what is for a sanitizer, and what
  /// `environment` adds: what is set on a developer's machine must not change an answer.
  package static func run(
    _ arguments: [String], input: String? = nil, directory: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(
      arguments, inputBytes: input.map { Array($0.utf8) }, directory: directory,
      environment: environment)
  }

  /// As `run`, with bytes that need not be text.
  package static func run(
    _ arguments: [String], inputBytes: [UInt8]?, directory: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let script = #"cd "$0" && exec "$@""#
    let result = try Program.run(
      "/bin/sh", ["-c", script, directory ?? Repository.root.path, path] + arguments,
      input: inputBytes,
      environment: cleanEnvironment.merging(environment) { _, given in given }, limit: 1 << 30)
    return Outcome(
      status: result.status, output: String(decoding: result.output, as: UTF8.self),
      error: result.error, outputBytes: result.output)
  }

  /// The environment that programs under test see: `kubectl` on its `PATH` is `KubectlProgram`.
  package static let cleanEnvironment = ProcessInfo.processInfo.environment.filter {
    ["HOME", "TMPDIR", "ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
  }.merging(["PATH": SearchPath.value]) { _, given in given }
}
