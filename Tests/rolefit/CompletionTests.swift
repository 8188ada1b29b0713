// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// What shells and kubectl are offered.
struct CompletionTests {
  private func offered(_ words: String...) throws -> (words: [String], directive: String) {
    try offered(words)
  }

  private func offered(_ words: [String]) throws -> (words: [String], directive: String) {
    let outcome = try RolefitBinary.run(["__complete"] + words)
    #expect(outcome.status == 0 && outcome.error.isEmpty)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    return (
      lines.dropLast().map { String($0.prefix { $0 != "\t" }) }, try #require(lines.last)
    )
  }

  @Test func commandsAndOptionsAreOffered() throws {
    #expect(try offered("ver").words == ["verify"])
    #expect(try offered("generate", "m").words == ["manifests"])
    #expect(try offered("verify", "--act").words == ["--actions"])
    // What can be given once is not offered again, and what may repeat is.
    #expect(try offered("verify", "--release", "x", "--rel").words == [])
    #expect(try offered("verify", "--chart", "x", "--values", "x", "--val").words == ["--values"])
    #expect(try offered("verify", "-").words.contains("-o"))
  }

  /// The whole tree, as ArgumentParser describes it, which takes long.
  @Test func whatIsOfferedIsWhatTheHelpHas() throws {
    let help = try RolefitBinary.run(["--experimental-dump-help"]).json()
    try check(help["command"], [])
  }

  private func check(_ command: JSON, _ path: [String]) throws {
    let subcommands = command["subcommands"].array
    let shown = command["arguments"].array.filter { $0["shouldDisplay"] == true }
    let names = shown.filter { $0["kind"] != "positional" }.flatMap { option in
      option["names"].array.compactMap(\.["name"].string).map { ($0.count > 1 ? "--" : "-") + $0 }
    }
    let offered = try self.offered(path + ["-"]).words
    #expect(Set(offered) == Set(names) && offered.count == names.count, "\(path)")
    if !subcommands.isEmpty {
      let names = subcommands.compactMap(\.["commandName"].string)
      #expect(try self.offered(path + [""]).words == names, "\(path)")
    }
    for subcommand in subcommands {
      let name = try #require(subcommand["commandName"].string)
      if name != "help" { try check(subcommand, path + [name]) }
    }
  }

  @Test func filesAreLeftToTheShell() throws {
    for words in [
      ["verify", ""], ["verify", "--values", ""], ["lint", "-o", "sarif=x"], ["diff", "a", ""],
      ["can-i", "get", "pods", ""], ["can-i", "--actions", "all", ""], ["verify", "--", "-"],
      ["generate", "template", "--into", "x"], ["verify", "--chart", "ch"],
    ] {
      let outcome = try RolefitBinary.run(["__complete"] + words)
      #expect(outcome.output == ":0\n", "\(words)")
    }
    #expect(try offered("report", "--output-dir", "").directive == ":16")
    #expect(try offered("rules", "").directive == ":4")
  }

  @Test func idsFollowEachOtherBehindCommas() throws {
    let one = try offered("verify", "--actions", "scale:d")
    #expect(one.words == ["scale:deployment"] && one.directive == ":6")
    let two = try offered("rules", "--enable", "scale:deployment,restart:st")
    #expect(two.words == ["scale:deployment,restart:statefulset"])
    #expect(try !offered("rules", "--actions", "all,").words.contains("all,all"))
    #expect(try offered("verify", "--disable=bas").words == ["--disable=basic"])
    #expect(try offered("rules", "--capabilities", "def").words == ["default"])
  }

  @Test func whatAnOptionTakesDependsOnTheCommand() throws {
    #expect(try offered("verify", "--fail-on", "ex").words == ["excess"])
    #expect(try offered("verify", "--fail-on", "missing,in").words == ["missing,inert"])
    #expect(try offered("lint", "--fail-on", "w").words == ["warning"])
    #expect(try offered("diff", "--fail-on", "a").words == ["added", "any"])
    #expect(try offered("lint", "-o", "sa").words == ["sarif"])
    #expect(try offered("rules", "-o", "").words == ["yaml", "json"])
    #expect(try offered("lint", "--describe", "wildcard-v").words == ["wildcard-verb"])
    #expect(try offered("who-can", "del").words == ["delete", "deletecollection"])
    #expect(try offered("can-i", "get", "deploy").words.contains("deployments.apps"))
  }

  @Test func theCatalogAndTheTargetsAreThoseOfTheCommandLine() throws {
    let own = try offered(
      "rules", "--catalog", Repository.path("docs/catalogs/external-secrets.yaml"), "--actions",
      "sync:e")
    #expect(own.words == ["sync:externalsecret"])
    let folder = try TemporaryDirectory()
    let file = try folder.write("targets: [{name: shop}, {name: till}]\n", to: "own.yaml")
    #expect(try offered("verify", "--config", file, "--only", "").words == ["shop", "till"])
  }

  @Test(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
  func contextsComeFromKubectl() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(Self.kubeconfig, to: "config")
    let found = try offered("verify", "--kubeconfig", file, "--context", "")
    #expect(found.words.sorted() == ["arn:aws:eks:eu:1:cluster/x", "prod-eu"])
  }

  /// As kubectl asks plugins: a program of this name along the path.
  @Test(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
  func kubectlAsksThePlugin() throws {
    let folder = try TemporaryDirectory()
    let install = try Program.run(
      Repository.path("scripts/install"), [RolefitBinary.path, folder.path],
      environment: RolefitBinary.cleanEnvironment, limit: 1 << 20)
    #expect(install.status == 0, "\(install.error)")
    var environment = RolefitBinary.cleanEnvironment
    environment["PATH"] = "\(folder.path("bin")):\(environment["PATH"] ?? "")"
    for (words, answer) in [
      (["ver"], "verify\t"), (["rules", "--actions", "scale:d"], "scale:deployment\t"),
      (["verify", "ex"], ":0"),
    ] {
      let result = try Program.run(
        "/bin/sh", ["-c", #"exec kubectl __complete rolefit "$@""#, "sh"] + words,
        environment: environment, limit: 1 << 20)
      let output = String(decoding: result.output, as: UTF8.self)
      #expect(output.hasPrefix(answer), "\(output) \(result.error)")
    }
  }

  private static let kubeconfig = """
    apiVersion: v1
    kind: Config
    contexts:
    - {name: prod-eu, context: {cluster: c, user: u}}
    - {name: "arn:aws:eks:eu:1:cluster/x", context: {cluster: c, user: u}}
    """
}
