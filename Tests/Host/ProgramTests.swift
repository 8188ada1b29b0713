// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

struct ProgramTests {
  private func shell(
    _ script: String, input: [UInt8]? = nil, limit: Int = 1 << 24
  ) throws -> Program.Result {
    try Program.run("sh", ["-c", script], input: input, limit: limit)
  }

  @Test func givesStatusAndBothStreams() throws {
    let result = try shell("echo out; echo err >&2; exit 3")
    #expect(
      result == Program.Result(status: 3, output: Array("out\n".utf8), error: "err\n"))
  }

  @Test func passesArgumentsAsTheyAre() throws {
    let words = ["", "a b", "$HOME", "'quoted'", "é"]
    let result = try Program.run("printf", ["%s|"] + words, limit: 1000)
    #expect(String(decoding: result.output, as: UTF8.self) == words.map { "\($0)|" }.joined())
  }

  @Test func hasTheEnvironmentItIsGiven() throws {
    let result = try Program.run(
      "/bin/sh", ["-c", "echo $A; echo ${HOME-unset}"], environment: ["A": "b=c"], limit: 1000)
    #expect(String(decoding: result.output, as: UTF8.self) == "b=c\nunset\n")
  }

  @Test func carriesLargeStreamsInAllDirectionsAtOnce() throws {
    let input = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
    let result = try shell("tee /dev/stderr", input: input)
    #expect(result.status == 0)
    #expect(result.output == input)
    #expect(result.error.utf8.count == input.count)
  }

  @Test func stopsAProgramThatDoesNotEnd() throws {
    let started = ContinuousClock.now
    let error = #expect(throws: HostError.self) {
      try Program.run("sleep", ["60"], limit: 1000, seconds: 1)
    }
    #expect(error?.kind == .timedOut)
    #expect(error?.reason == "it has not ended after 1 s")
    #expect(ContinuousClock.now - started < .seconds(30))
    #expect(try Program.run("true", [], limit: 1000, seconds: 30).status == 0)
  }

  @Test func hasEmptyInputUnlessGiven() throws {
    #expect(try shell("wc -c | tr -d ' '").output == Array("0\n".utf8))
  }

  @Test func doesNotMindAProgramThatIgnoresItsInput() throws {
    let input = [UInt8](repeating: 0, count: 1_000_000)
    #expect(try shell("exit 0", input: input).status == 0)
    #expect(try shell("exec <&-; sleep 0.05; echo ok", input: input).output == Array("ok\n".utf8))
  }

  @Test func stopsAProgramThatSaysTooMuch() {
    for stream in ["yes", "yes >&2"] {
      let error = #expect(throws: HostError.self) { try shell(stream, limit: 1 << 20) }
      #expect(error?.reason == "its output is larger than 1 MiB")
    }
  }

  @Test func givesTheSignalThatEndedAProgram() throws {
    #expect(try shell("kill -KILL $$").status == 137)
    // A program does not inherit that broken pipes are ignored here.
    #expect(try shell("kill -PIPE $$; echo alive").status == 141)
  }

  @Test func saysWhichProgramIsNotThere() throws {
    for name in ["rolefit-no-such-program", "/no/such/program"] {
      #expect(throws: HostError(path: name, reason: "no such program", kind: .notFound)) {
        try Program.run(name, [], limit: 10)
      }
    }
    let directory = try TemporaryDirectory()
    let plain = try directory.write("text", to: "plain")
    #expect(throws: HostError.self) { try Program.run(plain, [], limit: 10) }
  }

  @Test func leavesNoDescriptorOpen() throws {
    let directory = try TemporaryDirectory()
    // Numbers are given lowest first: a leak would move the next one up by the runs.
    func lowestFree() -> Int32 {
      let descriptor = open(directory.path, O_RDONLY)
      close(descriptor)
      return descriptor
    }
    let before = lowestFree()
    for _ in 0..<50 { _ = try shell(":", input: [1]) }
    // Other tests may hold some at this moment, but not 50.
    #expect(lowestFree() < before + 50)
  }
}
