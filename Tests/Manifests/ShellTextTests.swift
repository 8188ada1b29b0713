// SPDX-License-Identifier: Apache-2.0

import Foundation
import Manifests
import Testing

struct ShellTextTests {
  @Test func plainWordsStayAsTheyAre() {
    let words = ["kubectl", "--set", "watcher.actions=true", "a/b:c@1.2.3+x%,_-"]
    #expect(ShellText.command(words) == "kubectl --set watcher.actions=true a/b:c@1.2.3+x%,_-")
  }

  @Test func aShellReadsEveryWordBackAsItWas() throws {
    let words = [
      "", " ", "it's", "''", "a\nb", "$HOME", "`id`", "\\", "\"x\"", "~", "*", "{a,b}", "#no", "!1",
      "a;b&c|d>e<f", "ü", "'\"'\"'", "-n", "[{\"op\":\"add\"}]",
    ]
    let script = "printf '%s\\0' \(words.map(ShellText.word).joined(separator: " "))"
    #expect(try Self.output(of: script) == Data(words.flatMap { Array($0.utf8) + [0] }))
  }

  @Test func aTextComesThroughStandardInputUnchanged() throws {
    for text in ["", "a: b\n", "$HOME `id` \\\n", "EOF\nEOF_\n", "no end"] {
      let wanted = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
      let output = try Self.output(of: ShellText.command(["cat", "-"], input: text))
      #expect(output == Data(wanted.utf8), "\(text)")
    }
  }

  private static func output(of script: String) throws -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
