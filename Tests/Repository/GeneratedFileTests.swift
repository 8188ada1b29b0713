// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// What scripts write is committed, and current.
struct GeneratedFileTests {
  @Test func everyGeneratedFileSaysHowToRenewIt() {
    let files = SourceFile.swift.filter(\.isGenerated)
    #expect(!files.isEmpty)
    for file in files {
      #expect(file.lines.prefix(5).contains { $0.contains("make generate") }, "\(file.path)")
    }
  }

  @Test func everyGeneratedFileIsCurrent() throws {
    // Without a binary the scripts would build one, and wait for the build that runs this test.
    var environment = ProcessInfo.processInfo.environment
    environment["ROLEFIT_BINARY"] = RolefitBinary.path
    let result = try Program.run(
      Repository.path("scripts/generate"), ["--check"], environment: environment, limit: 1 << 20,
      seconds: 240)
    #expect(
      result.status == 0,
      "run `make generate`: \(result.error)\(String(decoding: result.output, as: UTF8.self))")
  }
}
