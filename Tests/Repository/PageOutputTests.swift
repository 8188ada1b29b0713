// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What pages say that commands print is what they print.
struct PageOutputTests {
  /// The pages that are there, from the top folder.
  static let pages: [String] = {
    let pages = SourceFile.below(["docs"], endings: [".md"]).map(\.path)
    let readme = "README.md"
    return FileManager.default.fileExists(atPath: Repository.path(readme))
      ? [readme] + pages : pages
  }()

  @Test(arguments: pages)
  func everyOutputIsCurrent(path: String) throws {
    let text = try String(contentsOfFile: Repository.path(path), encoding: .utf8)
    let current = try PageOutput(text).run()
    for step in current.unspoken {
      Issue.record(
        """
        \(path): ends with \(step.status ?? 0), so `$ echo $?` must follow: \(step.command)
        \(step.output.joined(separator: "\n"))
        """)
    }
    guard current.text != text else { return }
    if Repository.records {
      try Data(current.text.utf8).write(to: Repository.root.appendingPathComponent(path))
      Issue.record("recorded \(path): look at it")
    } else {
      let difference = LineDifference.describe(expected: text, actual: current.text)
      Issue.record("\(path) differs (RECORD=1 writes it anew):\n\(difference)")
    }
  }

  @Test func runsTheCommandsOfABlockInOneShell() throws {
    let page = """
      Text with `$ code`.

      ```console
      $ word=a; cat <<END
      > $word b
      > END
      stale
      $ (echo out; echo err >&2; exit 3)
      $ echo $?
      $ printf 'no line feed'
      $ ls LICENSE; touch new
      ```

      ```sh
      $ left alone
      ```

      ```console
      $ ls new
      $ echo kept | tr a-z A-Z
      ```
      """
    let expected = """
      Text with `$ code`.

      ```console
      $ word=a; cat <<END
      > $word b
      > END
      a b
      $ (echo out; echo err >&2; exit 3)
      out
      err
      $ echo $?
      3
      $ printf 'no line feed'
      no line feed
      $ ls LICENSE; touch new
      LICENSE
      ```

      ```sh
      $ left alone
      ```

      ```console
      $ ls new
      new
      $ echo kept | tr a-z A-Z
      KEPT
      ```
      """
    #expect(try PageOutput(page).text == page)
    let current = try PageOutput(page).run()
    #expect(current.text == expected)
    #expect(current.unspoken == [])
  }

  @Test func asksForTheStatusOfWhatFails() throws {
    let page = try PageOutput("```console\n$ false\n$ true\n$ exit 4\n```").run()
    #expect(page.unspoken.map(\.command) == ["false", "exit 4"])
  }

  @Test(arguments: ["```console\noutput\n```", "```console\n$ true\n"])
  func refusesABlockThatMakesNoSense(page: String) {
    #expect(throws: PageOutput.Malformed.self) { try PageOutput(page) }
  }
}
