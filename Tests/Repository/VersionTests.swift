// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

struct VersionTests {
  @Test func theProgramHasTheVersionOfTheChangelogsTop() throws {
    let changelog = try String(
      contentsOfFile: Repository.path("CHANGELOG.md"), encoding: .utf8)
    let heading = "## ["
    let top = try #require(changelog.split(separator: "\n").first { $0.hasPrefix(heading) })
    let version = top.dropFirst(heading.count).prefix { $0 != "]" }
    let outcome = try RolefitBinary.run(["--version"])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("rolefit \(version)\n"))
  }
}
