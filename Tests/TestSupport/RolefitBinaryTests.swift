// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

struct RolefitBinaryTests {
  @Test func runsTheProgram() throws {
    let outcome = try RolefitBinary.run(["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("rolefit"))
    #expect(outcome.error.isEmpty)
    #expect(try RolefitBinary.run(["--no-such-option"]).status == 64)
  }
}
