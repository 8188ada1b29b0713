// SPDX-License-Identifier: Apache-2.0

import Host
import TestSupport
import Testing

/// `generate commands`: what to run with Helm.
struct HelmCommandsTests {
  private static let set = "scale:service,delete:pod"
  private static let documented =
    "helm repo add komodorio https://helm-charts.komodor.io; helm repo update; "
    + "helm upgrade --install k8s-watcher komodorio/k8s-watcher --set watcher.actions="

  private static func run(_ purpose: String, _ extra: [String]) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(["generate", "commands", "--for", purpose] + extra)
  }

  @Test(arguments: [("upgrade", "true"), ("install", "true"), ("revoke", "false")])
  func theDocumentedLineIsPrintedAsItIs(purpose: String, state: String) throws {
    for set in [["--actions", Self.set], []] {
      let outcome = try Self.run(purpose, ["--as-documented"] + set)
      #expect(outcome.status == 0)
      #expect(outcome.output == Self.documented + "\(state) --reuse-values\n")
    }
  }

  @Test(arguments: [
    ("0.11.20", ["watcher.actions=false"]), ("1.18.17", ["watcher.actions.basic=false"]),
  ])
  func revokingSwitchesOffAtTheInstalledVersion(chart: String, switches: [String]) throws {
    let outcome = try Self.run("revoke", ["--actions", Self.set, "--installed", chart])
    #expect(outcome.status == 0)
    let last = outcome.output.split(separator: "\n").last.map(String.init) ?? ""
    #expect(
      last == "helm upgrade k8s-watcher komodorio/k8s-watcher --namespace komodor "
        + "--version \(chart) --reuse-values "
        + switches.map { "--set \($0)" }.joined(separator: " "))
  }

  @Test func whatGoesBesideIsSaid() throws {
    let outcome = try Self.run("revoke", ["--actions", Self.set, "--installed", "1.18.17"])
    #expect(outcome.error.contains("these are taken away too: restart:deployment"))
  }

  /// Runs the printed commands with a `helm` that writes down its arguments.
  private func ran(_ commands: String, listing: String = "") throws -> (log: String, status: Int32)
  {
    let folder = try TemporaryDirectory()
    let helm = """
      #!/bin/sh
      case $1 in list) cat "$0.list"; exit;; esac
      for word in "$@"; do printf '<%s>' "$word" >>"$0.log"; done; echo >>"$0.log"
      """
    let search = try folder.searchPath(adding: "helm", script: helm)
    try folder.write(listing, to: "programs/helm.list")
    try folder.write("", to: "programs/helm.log")
    let result = try Program.run(
      "/bin/sh", ["-c", "PATH=$0; set -e; \(commands)", search], limit: 1 << 16)
    return (try folder.read("programs/helm.log"), result.status)
  }

  @Test func theShellReadsBackWhatWasMeant() throws {
    let name = "it's $HOME, {a} `b` \\ \"c\"\n"
    let outcome = try Self.run(
      "install",
      ["--actions", Self.set, "--cluster-name", name, "--api-key-secret", "key", "--release", "r"])
    let (log, status) = try ran(outcome.output)
    #expect(status == 0)
    #expect(log.contains("<upgrade><--install><r><komodorio/k8s-watcher>"))
    let escaped = "it's $HOME\\, \\{a\\} `b` \\\\ \"c\"\n"
    #expect(log.contains("<--set-string><watcher.clusterName=\(escaped)>"))
    #expect(log.contains("<--set-string><existingSecret=key>"))
  }

  @Test func withoutAVersionTheInstalledOneIsFoundOut() throws {
    let outcome = try Self.run("revoke", ["--actions", Self.set])
    let listing = "- app_version: 0.2.36\n  chart: k8s-watcher-1.18.17\n  name: k8s-watcher\n"
    let (log, status) = try ran(outcome.output, listing: listing)
    #expect(status == 0)
    #expect(log.contains("<--version><1.18.17><--reuse-values>"))
  }

  @Test func nothingIsUpgradedWhereNothingIsInstalled() throws {
    let outcome = try Self.run("revoke", ["--actions", Self.set])
    let (log, status) = try ran(outcome.output, listing: "[]\n")
    #expect(status != 0)
    #expect(!log.contains("<upgrade>"))
  }

  @Test func aConfinedAgentIsToldItsNamespace() throws {
    let outcome = try Self.run(
      "install", ["--actions", Self.set, "--watch-namespace", "shop", "--namespace", "agents"])
    #expect(outcome.output.contains("--set-string watcher.watchNamespace=shop"))
    #expect(outcome.output.contains("--namespace agents --create-namespace"))
    #expect(outcome.output.contains("--set-string namespace=agents"))
  }

  @Test(arguments: [
    ["--installed", "new"], ["--installed", "1.0.0", "--dialect", "k8s-watcher@1.1.0"],
    ["--namespace", "A B"], ["--release", "-x"], ["--dialect", "nobody"],
  ])
  func badValuesAreAMatterOfUsage(extra: [String]) throws {
    let outcome = try Self.run("revoke", ["--actions", Self.set] + extra)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
  }

  @Test func whatNoValueSwitchesIsRefused() throws {
    let outcome = try Self.run("revoke", ["--actions", "exec:pod", "--installed", "0.11.20"])
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("no value of k8s-watcher@0.11.20 switches any of this set"))
  }
}
