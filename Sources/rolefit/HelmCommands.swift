// SPDX-License-Identifier: Apache-2.0

import Catalog
import Host
import Manifests
import YAMLSyntax

/// The Helm commands for a set of actions, quoted for a POSIX shell.
struct HelmCommands {
  let installation: Installation
  let dialect: DialectVersion
  let selected: Selection
  let release: String
  let namespace: String
  let clusterName: String?
  /// The name of the Secret; the key itself stands in no command.
  let apiKeySecret: String?
  /// The chart's version that is installed, as the user wrote it.
  let installed: String?

  typealias Purpose = GenerateCommandsCommand.Purpose

  private var chart: String { installation.reference(to: dialect.dialect.name) }

  private var values: SwitchValues {
    dialect.values(
      for: selected.actions,
      capabilities: selected.capabilities.isEmpty ? nil : selected.capabilities,
      in: selected.catalog)
  }

  /// Whether there is a value to set for any of the actions.
  var hasSwitches: Bool { !values.switchedOn.isEmpty }

  /// The commands, one a line.
  func text(_ purpose: Purpose) -> String {
    var words = ["helm", "upgrade"]
    if purpose == .install { words.append("--install") }
    words += [release, chart, "--namespace", namespace]
    if purpose == .install { words.append("--create-namespace") }
    var line = ShellText.command(words)
    let version = purpose == .install ? dialect.chart?.description : installed
    if let version {
      line += " --version \(ShellText.word(version))"
    } else if purpose != .install {
      line += #" --version "${version:?\#(release) is not installed in \#(namespace)}""#
    }
    if purpose != .install { line += " --reuse-values" }
    line += settings(purpose).map { " \($0.flag) \(ShellText.word($0.text))" }.joined()
    var lines = [
      ShellText.command(["helm", "repo", "add", installation.repository, installation.url]),
      ShellText.command(["helm", "repo", "update", installation.repository]),
    ]
    if purpose != .install, installed == nil { lines.append(versionFinder) }
    return (lines + [line]).joined(separator: "\n") + "\n"
  }

  /// Finds out which version of the chart is installed, with nothing but Helm and sed.
  private var versionFinder: String {
    let list = ShellText.command([
      "helm", "list", "--namespace", namespace, "--filter", "^\(release)$", "--output", "yaml",
    ])
    let find = ShellText.command([
      "sed", "-n", "s/^[- ]*chart: \"\\{0,1\\}\(dialect.dialect.name)-\\([^\"]*\\).*$/\\1/p",
    ])
    return "version=$(\(list) | \(find))"
  }

  /// The line as the agent's documentation has it: for the release's usual name and the current
  /// namespace, and without a version.
  func documented(_ purpose: Purpose) -> String {
    let state = purpose == .revoke ? "false" : "true"
    let switches = values.switchedOn.flatMap { ["--set", "\($0)=\(state)"] }
    return [
      ShellText.command(["helm", "repo", "add", installation.repository, installation.url]),
      ShellText.command(["helm", "repo", "update"]),
      ShellText.command(
        ["helm", "upgrade", "--install", release, chart] + switches + ["--reuse-values"]),
    ].joined(separator: "; ") + "\n"
  }

  /// Says on stderr what the commands do beside what was asked.
  func report(_ purpose: Purpose) {
    let values = values
    if !values.extra.isEmpty {
      let what = purpose == .revoke ? "are taken away too" : "are on too"
      Console.writeError(
        "rolefit: \(dialect) has no finer switches: these \(what): "
          + "\(values.extra.joined(separator: ", "))\n")
    }
    if !values.unreachable.isEmpty {
      Console.writeError(
        "rolefit: no value of \(dialect) switches these: "
          + "\(values.unreachable.joined(separator: ", "))\n")
    }
    if dialect.chart == nil {
      Console.writeError(
        "rolefit: assuming the values of chart \(dialect.dialect.name) "
          + "\(dialect.writtenChart)\n")
    }
    if purpose == .install {
      let secret = apiKeySecret ?? "NAME"
      Console.writeError(
        "rolefit: the Secret \(secret) in the namespace \(namespace) must hold the agent's API key "
          + "under 'apiKey'\(apiKeySecret == nil ? ": name it with --api-key-secret" : "")\n")
      if clusterName == nil {
        Console.writeError("rolefit: the chart asks for the cluster's name: give --cluster-name\n")
      }
    }
  }

  /// A value on Helm's command line.
  private struct Setting {
    var flag: String
    var text: String
  }

  private func settings(_ purpose: Purpose) -> [Setting] {
    let values = values
    guard purpose != .revoke else {
      return values.switchedOn.map { Setting(flag: "--set", text: "\($0)=false") }
    }
    var settings = own(purpose)
    for toggle in dialect.switches {
      guard case .bool(let isOn)? = values.values.value(at: toggle.key) else { continue }
      settings.append(Setting(flag: "--set", text: "\(toggle.key)=\(isOn)"))
    }
    return settings
  }

  /// What an installation sets beside its switches.
  private func own(_ purpose: Purpose) -> [Setting] {
    var settings: [Setting] = []
    func add(_ value: Installation.Value, _ text: String?) {
      guard let key = installation.values[value], let text else { return }
      settings.append(Setting(flag: "--set-string", text: "\(key)=\(Self.escaped(text))"))
    }
    if purpose == .install, let key = installation.values[.createNamespace] {
      // Helm makes the namespace; one that the chart makes as well would be refused.
      settings.append(Setting(flag: "--set", text: "\(key)=false"))
    }
    if purpose == .install, namespace != selected.catalog.agent.namespace {
      add(.namespace, namespace)
    }
    add(.clusterName, clusterName)
    add(.apiKeySecret, apiKeySecret)
    let watched = Set(selected.context.watchNamespaces).sorted()
    if watched.count == 1 { add(.watchNamespace, watched[0]) }
    return settings
  }

  /// A text as `--set-string` reads it back.
  private static func escaped(_ text: String) -> String {
    String(text.flatMap { "\\,{}[]".contains($0) ? ["\\", $0] : [$0] })
  }
}

extension Dialect {
  /// The actions of the first switch that ever was.
  var firstSwitchedOn: [String] {
    switches.first.map { toggle in
      toggle.effects.first { $0.versions.from == nil }?.actions ?? []
    } ?? []
  }

  /// The oldest version on record whose values switch all of these on; `nil` where none does.
  func firstVersion(switchingOn actions: [Action], in catalog: Catalog) -> ChartVersion? {
    recordedVersions.first { version in
      DialectVersion(dialect: self, chart: version).values(for: actions, in: catalog)
        .unreachable.isEmpty
    }
  }
}
