// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

struct CountedTests {
  @Test func oneIsNoPlural() {
    #expect([0, 1, 2].map { $0.counted("pair") } == ["0 pairs", "1 pair", "2 pairs"])
    #expect([1, 2].map { $0.counted("entry", "entries") } == ["1 entry", "2 entries"])
  }
}
