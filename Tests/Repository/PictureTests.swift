// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// The pictures in `docs/images` are of what rolefit shows now.
struct PictureTests {
  private static func run(_ script: String, _ arguments: [String]) throws -> Program.Result {
    try Program.run(
      Repository.path(script), arguments,
      environment: RolefitBinary.cleanEnvironment.merging([
        "ROLEFIT_BINARY": RolefitBinary.path, "PATH": SearchPath.value,
        "KUBEBUILDER_ASSETS": ProcessInfo.processInfo.environment["KUBEBUILDER_ASSETS"] ?? "",
      ]) { _, given in given }, limit: 1 << 24, seconds: 240)
  }

  private static func problems(_ script: String, _ arguments: [String]) throws -> String {
    let result = try run(script, arguments)
    let output = String(decoding: result.output, as: UTF8.self)
    if result.status == 0 { return "" }
    return output.isEmpty ? "\(script) ended with \(result.status): \(result.error)" : output
  }

  private static func expectPicture(of page: String) throws {
    #expect(try problems("scripts/screenshots", ["--check", page]) == "")
    for scheme in ["light", "dark"] {
      for width in [1280, 400] {
        let path = Repository.path("docs/images/\(page)-\(scheme)-\(width).webp")
        let head = try [UInt8](Files.read(path, limit: 1 << 20).prefix(12))
        #expect(head.starts(with: "RIFF".utf8) && head.suffix(4).elementsEqual("WEBP".utf8))
      }
    }
  }

  @Test func thePageOfManifestsIsTheOneShown() throws { try Self.expectPicture(of: "bound") }

  @Test(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
  func thePageOfAChartIsTheOneShown() throws { try Self.expectPicture(of: "chart") }

  @Test(.enabled(if: APIServer.isAvailable, APIServer.whySkipped))
  func thePageOfAClusterIsTheOneShown() throws { try Self.expectPicture(of: "live") }

  @Test func theDemoIsOfWhatTheCommandsPrint() throws {
    #expect(try Self.problems("scripts/demo", ["--check"]) == "")
  }

  /// On a terminal of 80 columns.
  @Test func theFirstLinesSayWhatMatters() throws {
    let result = try Self.run("scripts/demo", ["--record"])
    let text = String(decoding: result.output, as: UTF8.self)
    let shown = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(shown.utf8.count < text.utf8.count, "a terminal has colours")
    for (command, words) in [
      ("verify", ["verdict: missing: 0 of 2 actions granted"]),
      ("lint", ["error", "'pods' is in the core group"]), ("reach", ["comes to everything"]),
      ("diff", ["! ServiceAccount komodor:k8s-watcher comes to cluster-admin"]),
    ] {
      let part = try #require(shown.components(separatedBy: "$ rolefit \(command) ").last)
      let output = part.components(separatedBy: "\n").drop { $0.hasSuffix("\\") }.dropFirst()
      let first = output.prefix(3).joined(separator: "\n")
      for word in words { #expect(first.contains(word), "\(command): \(first)") }
    }
  }
}
