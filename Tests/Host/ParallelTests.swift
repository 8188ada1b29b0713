// SPDX-License-Identifier: Apache-2.0

import Host
import Testing

struct ParallelTests {
  @Test func keepsTheOrderOfItsInputs() {
    let inputs = Array(0..<50)
    #expect(Parallel.map(inputs, width: 4) { $0 * 2 } == inputs.map { $0 * 2 })
    #expect(Parallel.map([Int](), width: 4) { $0 } == [])
  }

  @Test func programsDoNotWaitForEachOther() throws {
    let start = ContinuousClock.now
    let answers = Parallel.map(["3", "0"], width: 2) { seconds in
      let result = try? Program.run(
        "/bin/sh", ["-c", "sleep \(seconds); echo done"], limit: 100, seconds: 20)
      return (result?.status, ContinuousClock.now - start)
    }
    #expect(answers.map(\.0) == [0, 0])
    #expect(answers[1].1 < .seconds(2.5), "the quick one waited for the slow one")
  }
}
