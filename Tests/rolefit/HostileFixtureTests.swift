// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// Files that are broken or malicious, each in one way: what is answered is in a table beside them.
struct HostileFixtureTests {
  /// The folders, with the commands that each file is given to; `FILE` is its path, and `ROLE` that
  /// of a good role.
  private static let commands: [String: [String]] = {
    let manifests = ["lint FILE", "verify --actions delete:pod FILE", "can-i get pods --as a FILE"]
    let families = ["fields", "json", "types", "yaml-bombs", "yaml-encoding", "yaml-syntax"]
    return Dictionary(uniqueKeysWithValues: families.map { ($0, manifests) }).merging([
      "archives": ["verify --actions get:pod --chart FILE"],
      "baselines": ["lint --baseline FILE ROLE"],
      "catalogs": ["catalog validate FILE"],
      "configurations": ["rules --config FILE", "lint --config FILE ROLE"],
      "denials": ["explain -"],
      "lists": ["lint --live"],
      "reviews": ["can-i --batch FILE ROLE"],
      "values": ["rules --values FILE --dialect k8s-watcher@1.4.0"],
    ]) { $1 }
  }()

  private static let role = RBACText.podRole(verbs: "get")

  /// Answers lists of a cluster: that of ClusterRoles is the file's.
  private static let kubectl = """
    #!/bin/sh
    case "$*" in
    */clusterroles*) cat "$HOSTILE" ;;
    */version*) echo '{"major": "1", "minor": "31"}' ;;
    *) echo '{"kind": "List", "apiVersion": "v1", "metadata": {}, "items": []}' ;;
    esac
    """

  /// Twice what a run may take: debug builds take more.
  private static let mostMemory = 400 << 20

  private let folder: TemporaryDirectory
  private let rolePath: String
  private let path: String

  init() throws {
    folder = try TemporaryDirectory()
    rolePath = try folder.write(Self.role, to: "role.yaml")
    _ = try folder.searchPath(adding: "kubectl", script: Self.kubectl)
    path = try folder.searchPath(adding: "helm", script: "#!/bin/sh\ncat '\(rolePath)'\n")
  }

  @Test(arguments: commands.keys.sorted())
  func eachIsAnsweredAsTheTableSays(family: String) throws {
    let place = Fixtures.url("hostile/\(family)").path
    let names = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
    #expect(!names.isEmpty)
    let rows = Parallel.map(names, width: 2) { name in
      Result { try row(name, in: place, family) }
    }
    let table = try rows.map { try $0.get() }.joined()
    try Golden.expect("file\texits\tanswer\n" + table, named: "hostile/\(family).tsv")
  }

  @Test(.enabled(if: hasPython, "needs python3"))
  func thoseOfMegabytesAreAnsweredToo() throws {
    let place = folder.path("big")
    let made = try Program.run(
      "python3", [Fixtures.url("hostile/generate.py").path, "--big", place], limit: 1 << 16)
    try #require(made.status == 0, "\(made.error)")
    var table = "file\texits\tanswer\n"
    for family in try FileManager.default.contentsOfDirectory(atPath: place).sorted() {
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(place)/\(family)").sorted()
      for name in names {
        table += "\(family)/" + (try row(name, in: "\(place)/\(family)", family))
      }
    }
    try Golden.expect(table, named: "hostile/big.tsv")
  }

  private static let hasPython =
    (try? Program.run("python3", ["--version"], limit: 1 << 10))?.status == 0

  /// What is said of one file.
  private func row(_ name: String, in place: String, _ family: String) throws -> String {
    let file = "\(place)/\(name)"
    var exits: [String] = []
    var answer: String?
    for command in Self.commands[family] ?? [] {
      let arguments = command.split(separator: " ").map {
        $0 == "FILE" ? file : $0 == "ROLE" ? rolePath : String($0)
      }
      let environment = RolefitBinary.cleanEnvironment.merging(
        ["PATH": path, "HOSTILE": file]) { $1 }
      let run = try LimitedRun(
        arguments, memory: Self.mostMemory, input: family == "denials" ? file : "/dev/null",
        environment: environment, in: folder)
      exits.append("\(run.status)")
      #expect(run.status < 126, "\(command) crashed, or took too much memory, on \(file)")
      let raw = run.said.unicodeScalars.filter(Self.isRaw)
      #expect(raw.isEmpty, "\(command) printed \(raw.map(\.value)) for \(file)")
      if answer == nil { answer = Self.answer(run.said, place) }
    }
    return "\(name)\t\(exits.joined(separator: " "))\t\(answer ?? "")\n"
  }

  /// The first error or warning, else the first line; without the folder.
  private static func answer(_ said: String, _ place: String) -> String {
    let lines = said.replacingOccurrences(of: place + "/", with: "").split(separator: "\n")
      .filter { !$0.hasPrefix("rolefit: assuming") }
    let telling =
      lines.first { $0.contains(": error: ") } ?? lines.first { $0.contains(": warning: ") }
    return String((telling ?? lines.first ?? "").prefix(160))
  }

  private static func isRaw(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar != "\n"
    case .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
