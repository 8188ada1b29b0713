// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What is answered without the whole tree of commands is what the tree answers.
struct StartTests {
  @Test func theVersionIsTheSameHoweverItIsAsked() throws {
    let alone = try RolefitBinary.run(["--version"])
    let behindACommand = try RolefitBinary.run(["rules", "--version"])
    #expect(alone.status == 0 && behindACommand.status == 0)
    #expect(alone.output == behindACommand.output)
    #expect(alone.error == "" && behindACommand.error == "")
  }

  @Test(arguments: [["rules"], ["generate", "values"], ["generate"], ["can-i"]])
  func helpNamesTheWholeCommandHoweverItIsAsked(words: [String]) throws {
    let usage = "USAGE: rolefit \(words.joined(separator: " "))"
    for asked in [words + ["--help"], words + ["-h"], ["help"] + words] {
      let help = try RolefitBinary.run(asked)
      #expect(help.status == 0)
      #expect(help.output.contains(usage), "\(asked)")
    }
  }

  @Test(arguments: [
    ["rules", "--nonsense"], ["rules", "--output"], ["rules", "--output", "nonsense"],
    ["generate", "values", "nonsense"], ["lint", "--severity"],
  ])
  func aWrongOptionIsExplainedWithTheWholeCommandsUsage(words: [String]) throws {
    let outcome = try RolefitBinary.run(words)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.error.contains("Usage: rolefit \(words[0])"), "\(outcome.error)")
  }

  @Test func aNameOfACommandInAnotherPlaceIsNone() throws {
    #expect(try RolefitBinary.run(["--actions", "none", "rules"]).status == 64)
    #expect(try RolefitBinary.run(["values", "--actions", "none"]).status == 64)
  }
}
