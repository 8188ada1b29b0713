// SPDX-License-Identifier: Apache-2.0

import Host
import Testing

/// Programs that do not end as they should.
struct ProgramEndTests {
  private func run(_ script: String, seconds: Int?) throws -> Program.Result {
    try Program.run("/bin/sh", ["-c", script], limit: 1 << 16, seconds: seconds)
  }

  @Test func oneThatOnlyClosesItsStreamsIsEnded() {
    let error = #expect(throws: HostError.self) {
      try run("exec >&- 2>&- <&-; exec sleep 600", seconds: 1)
    }
    #expect(error?.kind == .timedOut)
  }

  @Test func oneThatLeavesItsStreamsToAnotherHasEnded() throws {
    let result = try run("echo said; sleep 20 & exit 3", seconds: 300)
    #expect(result.status == 3)
    #expect(String(decoding: result.output, as: UTF8.self) == "said\n")
  }

  @Test func oneThatIsSlowToEndKeepsItsStatus() throws {
    #expect(try run("exec >&- 2>&-; sleep 0.2; exit 4", seconds: nil).status == 4)
  }

  @Test func signalsThatAreIgnoredHereAreNotThere() throws {
    let result = try run(
      """
      file=${TMPDIR:-/tmp}/rolefit-$$
      (ulimit -f 1; head -c 100000 /dev/zero >"$file"; echo $?)
      rm -f "$file"
      """, seconds: 60)
    // 128 and SIGXFSZ.
    #expect(String(decoding: result.output, as: UTF8.self).hasPrefix("153"))
  }
}
