// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// How `scripts/bench --check` compares figures with those of a baseline.
struct BenchmarkTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func check(_ figures: String, against baseline: String) throws -> Program.Result {
    var words = [Repository.path("scripts/bench")]
    for (flag, name, list) in [
      ("--check", "figures.json", figures), ("--baseline", "baseline.json", baseline),
    ] {
      let path = folder.path(name)
      try #"{"figures": [\#(list)]}"#.write(toFile: path, atomically: true, encoding: .utf8)
      words += [flag, path]
    }
    return try Program.run(
      "/usr/bin/env", ["python3"] + words, environment: RolefitBinary.cleanEnvironment,
      limit: 1 << 20, seconds: 60)
  }

  private func figure(
    _ name: String = "a", ratio: String = "null", better: String = "higher", exponent: String? = nil
  ) -> String {
    let growth = exponent.map { #", "exponent": \#($0)"# } ?? ""
    return """
      {"name": "\(name)", "figure": 1, "unit": "s", "against": "a peer", "ratio": \(ratio), \
      "better": "\(better)"\(growth)}
      """
  }

  @Test(arguments: [
    ("higher", "10", "8.1", true), ("higher", "10", "7.9", false), ("higher", "10", "40", true),
    ("lower", "1", "1.19", true), ("lower", "1", "1.21", false), ("lower", "1", "0.1", true),
    ("lower", "1", "null", false), ("lower", "null", "5", true),
  ])
  func aRatioMayLoseAFifth(better: String, before: String, now: String, passes: Bool) throws {
    let result = try check(
      figure(ratio: now, better: better), against: figure(ratio: before, better: better))
    #expect(result.status == (passes ? 0 : 1), "\(result.error)")
    #expect(result.error.contains("'a' has") == !passes, "\(result.error)")
  }

  @Test(arguments: [
    ("0.5", "1.1", true), ("1.0", "1.3", false), ("1.9", "2.0", true), ("1.9", "2.4", false),
  ])
  func growthMayBeLinearWhateverItWas(before: String, now: String, passes: Bool) throws {
    let result = try check(figure(exponent: now), against: figure(exponent: before))
    #expect(result.status == (passes ? 0 : 1), "\(result.error)")
    #expect(result.error.contains("grows") == !passes, "\(result.error)")
  }

  @Test func namesOfOneSideAreSaid() throws {
    let result = try check(figure("new", ratio: "1"), against: figure("old", ratio: "1"))
    #expect(result.status == 0)
    #expect(
      result.error == """
        bench: 'new' is not in the baseline
        bench: 'old' of the baseline was not measured

        """)
  }

  @Test func theReadmeHasTheFiguresOfTheBaseline() throws {
    let result = try Program.run(
      "/usr/bin/env", ["python3", Repository.path("scripts/bench"), "--table"],
      environment: RolefitBinary.cleanEnvironment, limit: 1 << 20, seconds: 60)
    #expect(result.status == 0, "\(result.error)")
    let readme = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
    let table = String(decoding: result.output, as: UTF8.self)
    #expect(!table.isEmpty && readme.contains(table))
  }
}
