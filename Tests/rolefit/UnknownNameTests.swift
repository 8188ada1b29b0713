// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Errors about names name the option, list what there is, and suggest what was meant.
struct UnknownNameTests {
  static let commands: [(words: [String], says: [String])] = [
    (["rule"], ["'rule'", "did you mean 'rules'?", "verify"]),
    (["verfiy", "x.yaml"], ["'verfiy'", "did you mean 'verify'?"]),
    (["generate", "manifest"], ["'manifest' of 'generate'", "did you mean 'manifests'?"]),
    (["clusterrole"], ["did you mean 'generate clusterrole'?"]),
    (["help", "verfiy"], ["'verfiy'", "did you mean 'verify'?"]),
    (["help", "generate", "manifest"], ["'manifest' of 'generate'", "did you mean 'manifests'?"]),
    (["verfiy", "--help"], ["did you mean 'verify'?"]),
    (["gen"], ["did you mean 'generate'?"]), (["teleport"], ["there are: ", "lint"]),
    (["lint", "x", "--fail-on", "warn"], ["--fail-on: ", "error, warning, note, none"]),
    (
      ["verify", "x", "--fail-on", "mising"], ["--fail-on: ", "did you mean 'missing'?", "excess"]
    ),
    (["diff", "a", "b", "--fail-on", "x"], ["--fail-on: ", "added, removed, any, none"]),
    (["lint", "x", "--select", "x"], ["--select: ", "wildcard-verb", "lint --list"]),
    (
      ["lint", "x", "--ignore", "wildcard-verbs"], ["--ignore: ", "did you mean 'wildcard-verb'?"]
    ),
    (["lint", "--describe", "x"], ["--describe: ", "wildcard-verb"]),
    (["rules", "--actions", "x:y"], ["--actions: ", "scale:deployment", "basic"]),
    (["rules", "--actions", "all", "--disable", "x:y"], ["--disable: "]),
    (["rules", "--actions", "all", "--enable", "exec:pood"], ["--enable: ", "'exec:pod'"]),
    (["rules", "--actions", "all", "--capabilities", "x"], ["--capabilities: ", "watch:pod"]),
    (["rules", "--actions", "all", "--dialect", "x"], ["--dialect: ", "k8s-watcher"]),
    (["rules", "--actions", "all", "--dialect", "k8s-watcher@x"], ["--dialect: ", "version"]),
    (
      ["rules", "--actions", "all", "--transport", "x"], ["--transport: ", "spdy, websocket, any"]
    ),
    (["rules", "--actions", "all", "--kube-version", "x"], ["--kube-version: "]),
    (["rules", "--actions", "all", "--agent-version", "x"], ["--agent-version: "]),
    (["verify", "x", "-o", "txt"], ["-o", "text", "sarif"]),
  ]

  @Test(arguments: commands)
  func isExplained(words: [String], says: [String]) throws {
    let outcome = try RolefitBinary.run(words)
    #expect(outcome.status == 64)
    for part in says {
      #expect(
        outcome.error.replacing("the commands are: ", with: "there are: ").contains(part),
        "\(part) in \(outcome.error)")
    }
  }

  @Test func theSourceOfAValueIsNamed() throws {
    let folder = try TemporaryDirectory()
    let outcome = try RolefitBinary.run(
      ["rules", "--actions", "all"], environment: ["ROLEFIT_KUBE_VERSION": "x"])
    #expect(outcome.status == 64 && outcome.error.contains("ROLEFIT_KUBE_VERSION: 'x'"))
    let file = try folder.write("transport: x\n", to: "own.yaml")
    let read = try RolefitBinary.run(["rules", "--actions", "all", "--config", file])
    #expect(read.status == 64 && read.error.contains("transport in \(file): "))
  }
}
