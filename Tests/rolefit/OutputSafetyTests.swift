// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// What happens to files that are written, and to the verdict, when something goes wrong.
struct OutputSafetyTests {
  private static let role = RBACText.podRole(verbs: "get, get, list")

  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> String {
    let result = try Program.run(
      "bash", ["-c", script, "bash", RolefitBinary.path, folder.path], limit: 1 << 22)
    return String(decoding: result.output, as: UTF8.self) + result.error
  }

  @Test(
    arguments: [
      ("lint --fail-on note $2/role.yaml", "1"), ("lint $2/broken.yaml", "2"),
      ("lint --fail-on none $2/role.yaml", "0"),
      ("can-i delete pods --as jane $2/role.yaml", "1"),
      ("verify --actions delete:pod $2/role.yaml", "1"),
      ("diff $2/role.yaml $2/other.yaml", "1"),
    ])
  func aReaderThatGoesAwayDoesNotChangeTheVerdict(arguments: String, status: String) throws {
    try folder.write(Self.role, to: "role.yaml")
    try folder.write("kind: ClusterRole\n", to: "broken.yaml")
    try folder.write(Self.role.replacingOccurrences(of: "list", with: "patch"), to: "other.yaml")
    let said = try shell(
      "exec 3>&1; (sleep 0.1; \"$1\" \(arguments) 2>/dev/null; echo $? >&3) | true")
    #expect(said == "\(status)\n")
  }

  @Test func aStreamOfAnswersEndsWithItsReader() throws {
    try folder.write(Self.role, to: "role.yaml")
    // Without an end: the run ends only since nobody reads its answers.
    let said = try shell(
      #"exec 3>&1; yes '{"user":"a","nonResourceAttributes":{"verb":"get","path":"/a"}}' | "#
        + #"{ "$1" can-i --batch - $2/role.yaml; echo $? >&3; } | head -1"#)
    #expect(said.contains("\n0\n") || said.hasPrefix("0\n"), "\(said)")
  }

  @Test func closedStreamsAreNotTakenForFiles() throws {
    let path = try folder.write(Self.role, to: "role.yaml")
    let said = try shell(#""$1" lint --fix "$2/role.yaml" >&- <&- 2>&-; echo $?"#)
    #expect(said == "2\n")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == Self.role.replacingOccurrences(of: "get, get", with: "get"))
  }

  @Test func oneFileFixedByManyAtOnceIsFixedOnce() throws {
    let verbs = (0..<200).map { _ in "get, get" }.joined(separator: ", ")
    let role = Self.role.replacingOccurrences(of: "get, get", with: verbs)
    for _ in 0..<5 {
      try folder.write(role, to: "role.yaml")
      _ = try shell(
        #"for n in 1 2 3 4; do "$1" lint --fix "$2/role.yaml" >/dev/null 2>&1 & done; wait"#)
      let text = try folder.read("role.yaml")
      #expect(text == Self.role.replacingOccurrences(of: "get, get", with: "get"), "\(text)")
    }
    #expect(try folder.names() == ["role.yaml"])
  }

  @Test func aFileThatChangesMeanwhileIsLeftAlone() throws {
    // The edit of another program falls between reading and writing, whenever that is.
    let other = "# other\n" + Self.role
    var outcomes: Set<String> = []
    for wait in stride(from: 0.0, to: 0.04, by: 0.001) {
      try folder.write(Self.role, to: "role.yaml")
      try folder.write(other, to: "other.yaml")
      let said = try shell(
        #"("$1" lint --fix --fail-on none "$2/role.yaml" >/dev/null 2>"$2/said"; "#
          + #"echo $? >"$2/status") & sleep \#(wait); mv "$2/other.yaml" "$2/role.yaml"; wait"#)
      #expect(said.isEmpty)
      let text = try folder.read("role.yaml")
      let status = try folder.read("status")
      let fixed = Self.role.replacingOccurrences(of: "get, get", with: "get")
      #expect([other, "# other\n" + fixed, fixed].contains(text), "\(text)")
      if status == "2\n" {
        #expect(text == other)
        #expect(try folder.read("said").contains("[changed-meanwhile]"))
      }
      outcomes.insert(status)
    }
    #expect(outcomes.isSubset(of: ["0\n", "2\n"]))
  }

  @Test(arguments: ["-o json=", "--write-baseline ", "-o text -o sarif="])
  func noReportIsWrittenOverAnInput(option: String) throws {
    try folder.write(Self.role, to: "role.yaml")
    try folder.write("role.yaml", to: "x")
    _ = try shell(#"ln -s role.yaml "$2/link.yaml"; ln "$2/role.yaml" "$2/hard.yaml""#)
    for output in ["role.yaml", "./role.yaml", "link.yaml", "hard.yaml"] {
      let said = try shell(#""$1" lint "$2/role.yaml" \#(option)"$2/\#(output)"; echo $?"#)
      #expect(said.contains("\n2\n") || said.hasPrefix("2\n"), "\(said)")
      #expect(said.contains("error: this file is an input of this run, and stays as it is"))
      #expect(try folder.read("role.yaml") == Self.role)
    }
  }

  @Test func aKnownBaselineMayBeBroughtUpToDate() throws {
    try folder.write(Self.role, to: "role.yaml")
    for _ in 0..<2 {
      let said = try shell(
        #"cd "$2"; "$1" lint role.yaml --write-baseline b.json && "#
          + #""$1" lint role.yaml --baseline b.json --write-baseline b.json; echo $?"#)
      #expect(said.hasPrefix("0\n"), "\(said)")
    }
  }

  @Test func reportsAreWrittenTogetherOrNotAtAll() throws {
    try folder.write(Self.role, to: "role.yaml")
    let said = try shell(
      #"mkdir "$2/dir"; "$1" lint "$2/role.yaml" -o json="$2/a.json" -o sarif="$2/dir" -o text; "#
        + "echo $?")
    #expect(said.hasPrefix("2\n"), "\(said)")
    #expect(said.contains("dir:1:1: error: this cannot be written: is a directory [unwritable]"))
    #expect(try folder.names() == ["dir", "role.yaml"])
  }

  @Test func aRunThatCouldNotJudgeDoesNotSayThatThereIsNothing() throws {
    try folder.write("a: b\n", to: "role.yaml")
    let outcome = try RolefitBinary.run(["lint", folder.path("role.yaml")])
    #expect(outcome.status == 2)
    #expect(outcome.output == "not everything could be judged\n")
    let json = try RolefitBinary.run(["lint", "-o", "json", folder.path("role.yaml")]).json()
    #expect(json["complete"].bool == false)
  }

  @Test func aFileThatMayNotGrowLeavesNothingBehind() throws {
    try folder.write(Self.role, to: "role.yaml")
    let said = try shell(
      #"ulimit -f 1; "$1" generate clusterrole --actions all --output-file "$2/out.yaml"; echo $?"#)
    #expect(said.hasPrefix("2\n"), "\(said)")
    #expect(said.contains("this cannot be written: larger than files may be here [unwritable]"))
    #expect(try folder.names() == ["role.yaml"])
  }
}
