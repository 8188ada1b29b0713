// SPDX-License-Identifier: Apache-2.0

package import Catalog
import Manifests
import YAMLSyntax

/// The Helm commands for a set of actions, quoted for a POSIX shell.
package struct HelmCommands: Sendable {
  /// What the commands are to do with a release of the agent's chart.
  package enum Purpose: String, CaseIterable, Sendable {
    /// Install the agent with the set.
    case install
    /// Switch the set on in a release that is installed, and all else off.
    case upgrade
    /// Switch the set off in a release that is installed, and leave all else as it is.
    case revoke
  }

  private let purpose: Purpose
  private let installation: Installation
  private let dialect: DialectVersion
  private let selection: Selection
  private let release: String
  private let namespace: String
  private let clusterName: String?
  private let apiKeySecret: String?
  private let installed: String?
  private let values: SwitchValues

  /// - Parameters:
  ///   - dialect: the chart whose values are set, at the version they are written for.
  ///   - apiKeySecret: the name of the Secret with the agent's API key; the key itself is in no
  ///     command.
  ///   - installed: the chart's version that is installed, as the user wrote it; `nil` has the
  ///     commands find it out.
  package init(
    purpose: Purpose, installation: Installation, dialect: DialectVersion, selection: Selection,
    release: String, namespace: String, clusterName: String?, apiKeySecret: String?,
    installed: String?
  ) {
    self.purpose = purpose
    self.installation = installation
    self.dialect = dialect
    self.selection = selection
    self.release = release
    self.namespace = namespace
    self.clusterName = clusterName
    self.apiKeySecret = apiKeySecret
    self.installed = installed
    values = dialect.values(
      for: selection.actions,
      capabilities: selection.capabilities.isEmpty ? nil : selection.capabilities,
      in: selection.catalog)
  }

  private var chart: String { installation.reference(to: dialect.dialect.name) }

  /// Whether there is a value to set for any of the actions.
  package var hasSwitches: Bool { !values.switchedOn.isEmpty }

  /// The commands, one a line; the last line ends too.
  package var text: String {
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
    // The version stays that which is installed.
    if purpose != .install { line += " " + ShellText.command(KeptValues.reused.flags) }
    line += settings.map { " \($0.flag) \(ShellText.word($0.text))" }.joined()
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

  /// One line, as the agent's documentation has it: for the current namespace, and without a
  /// version.
  package var documentedText: String {
    let state = purpose == .revoke ? "false" : "true"
    let switches = values.switchedOn.flatMap { ["--set", "\($0)=\(state)"] }
    return [
      ShellText.command(["helm", "repo", "add", installation.repository, installation.url]),
      ShellText.command(["helm", "repo", "update"]),
      ShellText.command(
        ["helm", "upgrade", "--install", release, chart] + switches + ["--reuse-values"]),
    ].joined(separator: "; ") + "\n"
  }

  /// What the commands do beside what was asked, and what they need, a sentence each.
  package var notes: [String] {
    var notes: [String] = []
    if !values.extra.isEmpty {
      let what = purpose == .revoke ? "are taken away too" : "are on too"
      notes.append(
        "\(dialect) has no finer switches: these \(what): "
          + values.extra.joined(separator: ", "))
    }
    if !values.unreachable.isEmpty {
      notes.append(
        "no value of \(dialect) switches these: \(values.unreachable.joined(separator: ", "))")
    }
    notes += values.idle.map { $0.idleNote(in: dialect) }
    if dialect.chart == nil {
      notes.append(
        "assuming the values of chart \(dialect.dialect.name) \(dialect.writtenChart)")
    }
    guard purpose == .install else { return notes }
    notes.append(
      "the Secret \(apiKeySecret ?? "NAME") in the namespace \(namespace) must hold the agent's "
        + "API key under 'apiKey'" + (apiKeySecret == nil ? ": name it with --api-key-secret" : ""))
    if clusterName == nil {
      notes.append("the chart asks for the cluster's name: give --cluster-name")
    }
    return notes
  }

  /// A value on Helm's command line.
  private struct Setting {
    var flag: String
    var text: String
  }

  private var settings: [Setting] {
    guard purpose != .revoke else {
      return values.switchedOn.map { Setting(flag: "--set", text: "\($0)=false") }
    }
    var settings = installationSettings
    for toggle in dialect.switches {
      guard case .bool(let isOn)? = values.values.value(at: toggle.key) else { continue }
      settings.append(Setting(flag: "--set", text: "\(toggle.key)=\(isOn)"))
    }
    return settings
  }

  /// What an installation sets beside its switches.
  private var installationSettings: [Setting] {
    var settings: [Setting] = []
    func add(_ value: Installation.Value, _ text: String?) {
      guard let key = installation.values[value], let text else { return }
      settings.append(Setting(flag: "--set-string", text: "\(key)=\(Self.escaped(text))"))
    }
    if purpose == .install, let key = installation.values[.createNamespace] {
      // Helm makes the namespace; one that the chart makes as well would be refused.
      settings.append(Setting(flag: "--set", text: "\(key)=false"))
    }
    if purpose == .install, namespace != selection.catalog.agent.namespace {
      add(.namespace, namespace)
    }
    add(.clusterName, clusterName)
    add(.apiKeySecret, apiKeySecret)
    let watched = selection.context.watchedNamespaces
    if watched.count == 1 { add(.watchNamespace, watched[0]) }
    return settings
  }

  /// A text as `--set-string` reads it back.
  private static func escaped(_ text: String) -> String {
    String(text.flatMap { "\\,{}[]".contains($0) ? ["\\", $0] : [$0] })
  }
}
