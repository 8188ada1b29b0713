// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// `rolefit usage` on the log of an agent's account, which kubectl made on a real API server.
struct UsageCommandTests {
  private static let log = Repository.path("examples/audit.jsonl")
  private static let lines: [String] =
    (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n").map(String.init)
    ?? []
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  @Test(arguments: ["text", "json", "markdown", "csv"])
  func reportsAreAsRecorded(format: String) throws {
    let arguments = ["usage", "examples/audit.jsonl", "--role", "examples/bound.yaml"]
    let result = try RolefitBinary.run(arguments + ["-o", format])
    #expect(result.status == 0, "\(result.error)")
    try Golden.expect(result.output, named: "Reports/usage.\(format)")
    #expect(
      try RolefitBinary.run(["audit"] + arguments.dropFirst() + ["-o", format]).output
        == result.output)
  }

  @Test func everyEventIsExplainedOrListed() throws {
    let report = try RolefitBinary.run(["usage", Self.log, "-o", "json"]).json()
    #expect(report["events"].number == 79)
    let requests = report["requests"].array
    #expect(requests.reduce(0) { $0 + ($1["count"].number ?? 0) } == 76, "3 requests of 2 stages")
    let unexplained = report["unexplained"].array
    for request in requests {
      let isExplained = !request["actions"].array.isEmpty || request["common"] != .null
      #expect(isExplained != unexplained.contains(request), "\(request.text)")
    }
  }

  /// The log in pieces of as many lines as it has parts, joined in whatever order.
  @Test(arguments: [1, 2, 7, 79])
  func partsJoinToTheSameBytes(parts: Int) throws {
    let whole = try RolefitBinary.run(["usage", Self.log, "-o", "json"]).output
    let tally = try RolefitBinary.run(["usage", "--partial", Self.log]).output
    #expect(tally.split(separator: "\n").count == 1)
    var random = RandomSource(seed: UInt64(parts))
    var files: [String] = []
    for number in 0..<parts {
      let bounds = (number * 79 / parts)..<((number + 1) * 79 / parts)
      let text = Self.lines[bounds].map { $0 + "\n" }.joined()
      let part = try RolefitBinary.run(["usage", "--partial", "-"], input: text)
      #expect(part.status == 0, "\(part.error)")
      files.append(try folder.write(part.output, to: "part-\(number).json"))
    }
    for _ in 0..<3 {
      files.shuffle(using: &random)
      let joined = try RolefitBinary.run(["usage", "--merge", "-o", "json"] + files)
      #expect(joined.output == whole, "\(joined.error)")
      #expect(try RolefitBinary.run(["usage", "--merge", "--partial"] + files).output == tally)
      let lines = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
      let piped = try RolefitBinary.run(["usage", "--merge", "-", "-o", "json"], input: lines)
      #expect(piped.output == whole)
    }
  }

  @Test(arguments: AuditEnvelope.allCases)
  func everyEnvelopeHoldsTheSame(envelope: AuditEnvelope) throws {
    let plain = try RolefitBinary.run(["usage", Self.log, "-o", "json"]).output
    let wrapped = try RolefitBinary.run(
      ["usage", "-", "-o", "json"], input: try envelope.wrapping(Self.lines))
    #expect(wrapped.output == plain, "\(wrapped.error)")
  }

  @Test func damagedLinesAreCountedAndNamed() throws {
    var lines = Self.lines
    lines.insert("{\"kind\":\"Ev", at: 40)
    lines.append("garbage")
    let path = try folder.write(lines.joined(separator: "\n"), to: "audit.log")
    let result = try RolefitBinary.run(["usage", path, "-o", "json"])
    #expect(result.status == 0)
    #expect(result.error.contains("\(path):41:1: "), "\(result.error)")
    #expect(result.error.contains("\(path):81:1: "), "\(result.error)")
    let damaged = try result.json()["damaged"]
    #expect(damaged["count"].number == 2)
    for line in damaged["lines"].array {
      #expect(result.error.contains("hash \(line["hash"].string ?? "-")"))
    }
    #expect(try result.json()["events"].number == 79)
    #expect(try RolefitBinary.run(["usage", path, "--max-damaged", "2"]).status == 0)
    let refused = try RolefitBinary.run(["usage", path, "--max-damaged", "1"])
    #expect(refused.status == 2)
    #expect(refused.output.contains("drain:node"), "what was read is said all the same")
  }

  @Test func aLogThatIsCutOffIsReadAsFarAsItGoes() throws {
    let packed = try Program.run("gzip", ["-c", Self.log], limit: 1 << 20).output
    let path = try folder.write(packed.dropLast(10), to: "audit.log.gz")
    let result = try RolefitBinary.run(["usage", path])
    #expect(result.status == 2)
    #expect(result.error.contains("it is cut off"))
    #expect(result.output.contains("scale:deployment"))
  }

  @Test func severalUsersAreNamed() throws {
    let others = Self.lines.map { $0.split(separator: "k8s-watcher").joined(separator: "other") }
    let more = Self.lines.map { $0.split(separator: "k8s-watcher").joined(separator: "more") }
    let log = try folder.write((others + more).joined(separator: "\n"), to: "audit.log")
    let result = try RolefitBinary.run(["usage", log])
    #expect(result.status == 2)
    #expect(result.error.contains("system:serviceaccount:komodor:more (76)"), "\(result.error)")
    let named = try RolefitBinary.run(["usage", log, "--service-account", "komodor:more"])
    #expect(named.status == 0)
    let asUser = ["usage", log, "--as", "system:serviceaccount:komodor:more"]
    #expect(try RolefitBinary.run(asUser).output == named.output)
    // The agent's account is told by its name.
    let with = try folder.write((others + Self.lines).joined(separator: "\n"), to: "with.log")
    let found = try RolefitBinary.run(["usage", with])
    #expect(found.status == 0)
    #expect(found.error.contains("it has the agent's name"))
  }

  @Test func timesLeaveEventsOut() throws {
    func count(_ options: String...) throws -> Double? {
      try RolefitBinary.run(["usage", Self.log, "-o", "json"] + options).json()["events"].number
    }
    let late = try #require(try count("--since", "2026-11-22T08:32:20.161626Z"))
    #expect(try count("--since", "2s") == late)
    let early = try #require(try count("--until", "2026-11-22T08:32:20.161625Z"))
    #expect(late + early == 79)
    let none = try RolefitBinary.run(["usage", Self.log, "--since", "2026-11-23"])
    #expect(none.status == 2)
    #expect(
      none.error.contains(
        "none of the log's 79 events is of the time that is asked about: they are from "
          + "2026-11-22T08:32:03.366009Z to "))
    for options in [["--since", "yesterday"], ["--until", "5"], ["--max-damaged", "-1"]] {
      #expect(try RolefitBinary.run(["usage", Self.log] + options).status == 64)
    }
    #expect(try RolefitBinary.run(["usage", "-", "--since", "2h"], input: "").status == 64)
  }

  @Test func aTimelineListsRequestsInTheirOrder() throws {
    let result = try RolefitBinary.run(
      ["usage", Self.log, "--timeline", "-o", "json"], input: nil)
    let entries = try result.json()["timeline"].array
    #expect(entries.count == 54)
    let times = entries.compactMap { $0["time"].string }
    #expect(times == times.sorted())
  }

  @Test func aSuggestionIsAValuesFile() throws {
    let values = try RolefitBinary.run(["usage", Self.log, "--suggest-actions"])
    #expect(values.output.hasPrefix("# --enable create:daemonset,"))
    let path = try folder.write(values.output, to: "values.yaml")
    let rules = try RolefitBinary.run(["generate", "clusterrole", "--values", path])
    #expect(rules.status == 0, "\(rules.error)")
    #expect(rules.output.contains("pods/exec"))
  }

  @Test func whatIsReadIsSaidWhenSomebodyInterrupts() throws {
    let script = #"""
      mkfifo pipe; "$0" usage - -o json <pipe >out 2>err & reader=$!
      exec 3>pipe; cat "$1" >&3; sleep 1; kill -INT $reader; wait $reader; echo $?
      """#
    let result = try Program.run(
      "/bin/bash", ["-c", #"cd "$2" && "# + script, RolefitBinary.path, Self.log, folder.path],
      limit: 1 << 20)
    #expect(String(decoding: result.output, as: UTF8.self) == "2\n", "\(result.error)")
    let report = try JSON(parsing: try Data(contentsOf: URL(fileURLWithPath: folder.path("out"))))
    #expect(report["events"].number == 79)
    #expect(report["interrupted"].bool == true)
  }

  @Test func whatIsPrintedCanGoToAFile() throws {
    for options in [["--partial"], ["-o", "json"]] {
      let path = folder.path("out-\(options.count)")
      let printed = try RolefitBinary.run(["usage", Self.log] + options)
      let written = try RolefitBinary.run(["usage", Self.log, "--output-file", path] + options)
      #expect(written.status == 0 && written.output.isEmpty)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == printed.output)
    }
    let log = try folder.write(Self.lines.joined(separator: "\n"), to: "audit.log")
    #expect(try RolefitBinary.run(["usage", log, "--output-file", log]).status == 2)
  }

  @Test func withoutAnEventThereIsNoAnswer() throws {
    let result = try RolefitBinary.run(["usage", "-"], input: "{}\n")
    #expect(result.status == 2)
    #expect(result.error.contains("there is no audit event in the log"))
    #expect(try RolefitBinary.run(["usage"]).status == 64)
    #expect(try RolefitBinary.run(["usage", folder.path("none")]).status == 2)
    let notPartial = try RolefitBinary.run(["usage", "--merge", Self.log])
    #expect(notPartial.status == 2)
    #expect(notPartial.error.contains("this is no partial result"))
  }
}
