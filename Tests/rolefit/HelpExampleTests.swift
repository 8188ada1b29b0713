// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// The examples of `--help`, as they are printed, in a copy of the repository.
struct HelpExampleTests {
  static let commands = [
    "", "actions", "rules", "verify", "lint", "can-i", "who-can", "roles", "diff", "explain",
    "reach", "ready", "prove", "report", "usage", "record", "deployer", "generate",
    "generate manifests", "generate commands", "generate clusterrole", "generate role",
    "generate binding", "generate values",
    "generate chart", "generate template", "generate values-schema", "catalog", "catalog init",
    "catalog learn", "catalog validate",
  ]

  /// The lines below `Example:`, those that a backslash divides put together.
  private static func examples(of command: String) throws -> [String] {
    let words = command.split(separator: " ").map(String.init)
    let help = try RolefitBinary.run(words + ["--help"]).output
    let lines = help.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex(of: "Example:"), "\(command) has no example")
    var examples: [String] = []
    var isOpen = false
    for line in lines[(start + 1)...] {
      guard line.hasPrefix("  ") else { break }
      #expect(isOpen || !line.hasPrefix("    "), "no shell takes this line as it is: \(line)")
      #expect(line.contains("rolefit ") || isOpen, "wrapped: \(line)")
      if isOpen {
        examples[examples.count - 1] += "\n" + line
      } else {
        examples.append(line)
      }
      isOpen = line.hasSuffix("\\")
    }
    return examples
  }

  /// A line goes on below where its next word has no room.
  @Test(arguments: commands)
  func paragraphsAreWrappedOnce(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let help = try RolefitBinary.run(words + ["--help"]).output
    let lines = help.components(separatedBy: "\nUSAGE: ")[0].components(separatedBy: "\n")
    for (line, next) in zip(lines, lines.dropFirst()) {
      let isProse = [line, next].allSatisfy { !$0.isEmpty && !$0.hasPrefix(" ") }
      guard isProse, !line.hasSuffix(":"), let word = next.split(separator: " ").first else {
        continue
      }
      #expect(line.count + 1 + word.count >= 80, "\(line)")
    }
  }

  @Test func everyCommandIsAmongThem() throws {
    func names(_ words: [String]) throws -> [String] {
      try RolefitBinary.run(["__complete"] + words + [""]).output.split(separator: "\n")
        .filter { $0.contains("\t") }.map { String($0.prefix { $0 != "\t" }) }
    }
    var all = [""]
    for name in try names([]) where name != "help" {
      all.append(name)
      if ["generate", "catalog"].contains(name) {
        all += try names([name]).map { "\(name) \($0)" }
      }
    }
    #expect(Set(all) == Set(Self.commands))
  }

  @Test(arguments: commands)
  func isRunnableAsPrinted(command: String) throws {
    let folder = try TemporaryDirectory()
    for name in ["examples", "charts", "docs"] {
      try FileManager.default.copyItem(
        atPath: Repository.path(name), toPath: folder.path(name))
    }
    let setUp = """
      printf '#!/bin/sh\\nexit 1\\n' >kubectl && chmod 755 kubectl \\
      && ln -s "$0" rolefit && git init -q -b main && git add . \
      && git -c user.name=n -c user.email=e commit -qm first
      """
    _ = try shell(setUp, in: folder, [RolefitBinary.path])
    for example in try Self.examples(of: command) {
      let asksCluster = ["--live", "--context", "kubectl", "komodorio/"].contains {
        example.contains($0)
      }
      let rendersChart = example.contains("charts/k8s-watcher") && !example.contains("--output-dir")
      if asksCluster || (rendersChart && HelmProgram.all.isEmpty) {
        // That it is understood shows in another exit status than that of a wrong command line.
        let result = try shell(example, in: folder, path: "/usr/bin:/bin")
        #expect(result.status != 64, "\(example)\n\(result.error)")
      } else {
        let helm = HelmProgram.all.first.map { Paths.parent(of: $0.path) + ":" } ?? ""
        let result = try shell(example, in: folder, path: "\(helm)/usr/bin:/bin")
        #expect([0, 1, 3].contains(result.status), "\(example)\n\(result.error)")
      }
    }
  }

  private func shell(
    _ script: String, in folder: TemporaryDirectory, _ words: [String] = [],
    path: String = "/usr/bin:/bin"
  ) throws -> Program.Result {
    var environment = RolefitBinary.cleanEnvironment
    environment["PATH"] = "\(folder.path):\(path)"
    environment["KUBECONFIG"] = folder.path("no-kubeconfig")
    return try Program.run(
      "/bin/sh", ["-c", "cd \(folder.path) && { \(script)\n}"] + words, environment: environment,
      limit: 1 << 24, seconds: 60)
  }
}
