// SPDX-License-Identifier: Apache-2.0

import Host
import TestSupport
import Testing

/// The program that is run is rolefit itself, as the one who writes through `Console`.
struct ConsoleTests {
  private func shell(_ script: String) throws -> String {
    let result = try Program.run(
      "bash", ["-c", script, "bash", RolefitBinary.path], limit: 1 << 20)
    return String(decoding: result.output, as: UTF8.self)
  }

  @Test(arguments: ["actions", "actions -o json", "--help"])
  func takesAClosedPipeAsSuccess(arguments: String) throws {
    // The reader is gone before the first byte is written.
    let status = try shell(
      #"exec 3>&1; (sleep 0.2; "$1" \#(arguments); echo $? >&3) 2>/dev/null | true"#)
    #expect(status == "0\n")
  }

  @Test(.enabled(if: Files.kind(of: "/dev/full") == .other, "there is no /dev/full here"))
  func saysWhenTheOutputCannotBeWritten() throws {
    let said = try shell(#""$1" actions 2>&1 >/dev/full; echo $?"#)
    #expect(said.hasSuffix("rolefit: standard output: no space left on the device\n2\n"))
  }
}
