// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
package import Testing

/// A real kubectl: the one that `scripts/setup test` fetched, else the one beside the API server
/// in `KUBEBUILDER_ASSETS`, else that on `PATH`.
package enum KubectlProgram {
  /// What kubectl printed.
  package struct Outcome: Sendable {
    package var status: Int32
    package var output: String
    package var error: String
  }

  /// The program's absolute path; `nil` where there is none.
  package static let path: String? = SearchPath.program(
    named: "kubectl",
    in: [Repository.path(".tools/kubectl")]
      + [ProcessInfo.processInfo.environment["KUBEBUILDER_ASSETS"]].compactMap(\.self)
      + SearchPath.folders)

  /// Whether there is a kubectl, and a server to ask.
  package static var isAvailable: Bool { path != nil && APIServer.isAvailable }

  /// For `.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped)`.
  package static let whySkipped: Comment =
    "needs kubectl, and a kube-apiserver and etcd in the folder KUBEBUILDER_ASSETS"

  /// Runs kubectl as an administrator of the server; it asks what the server has, with no cache.
  package static func run(
    _ arguments: [String], input: String? = nil, on server: APIServer
  ) throws -> Outcome {
    let cache = try TemporaryDirectory()
    let result = try Program.run(
      path ?? "kubectl",
      ["--kubeconfig", server.kubeconfig, "--cache-dir", cache.path] + arguments,
      input: input.map { Array($0.utf8) }, limit: 1 << 26, seconds: 120)
    return Outcome(
      status: result.status, output: String(decoding: result.output, as: UTF8.self),
      error: result.error)
  }
}
