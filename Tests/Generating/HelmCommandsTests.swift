// SPDX-License-Identifier: Apache-2.0

import Catalog
import Generating
import Testing

struct HelmCommandsTests {
  private static func commands(
    _ purpose: HelmCommands.Purpose, _ ids: [String] = ["scale:service", "delete:pod"],
    chart: String? = "1.18.17", watching namespaces: [String] = [], release: String = "watcher",
    namespace: String = "komodor", clusterName: String? = nil, secret: String? = nil,
    installed: String? = nil
  ) throws -> HelmCommands {
    let catalog = Catalog.builtIn
    let dialect = try catalog.dialect("k8s-watcher" + (chart.map { "@\($0)" } ?? ""))
    return HelmCommands(
      purpose: purpose, installation: try #require(dialect.dialect.installation),
      dialect: dialect,
      selection: try SampleCatalog.selection(
        ids.filter { catalog.action($0) != nil }, of: catalog, watching: namespaces),
      release: release, namespace: namespace, clusterName: clusterName, apiKeySecret: secret,
      installed: installed)
  }

  private static let repository = """
    helm repo add komodorio https://helm-charts.komodor.io
    helm repo update komodorio

    """
  private static let off =
    " --set watcher.actions.advanced=false --set watcher.actions.podExec=false"
    + " --set watcher.actions.portforward=false --set helm.enableActions=false\n"

  @Test func installingMakesTheNamespaceAndNamesTheVersion() throws {
    let commands = try Self.commands(
      .install, ["delete:pod"], clusterName: "prod", secret: "agent-key")
    #expect(
      commands.text == Self.repository
        + "helm upgrade --install watcher komodorio/k8s-watcher --namespace komodor "
        + "--create-namespace --version 1.18.17 --set createNamespace=false "
        + "--set-string watcher.clusterName=prod --set-string existingSecret=agent-key "
        + "--set watcher.actions.basic=true" + Self.off)
    #expect(
      commands.notes.last
        == "the Secret agent-key in the namespace komodor must hold the agent's API key under "
        + "'apiKey'")
  }

  @Test func upgradingStaysAtTheInstalledVersion() throws {
    let commands = try Self.commands(.upgrade, ["delete:pod"], installed: "1.18.17")
    #expect(
      commands.text == Self.repository
        + "helm upgrade watcher komodorio/k8s-watcher --namespace komodor --version 1.18.17 "
        + "--reuse-values --set watcher.actions.basic=true" + Self.off)
  }

  @Test func revokingSwitchesOffAndLeavesTheRestAlone() throws {
    let commands = try Self.commands(.revoke, ["delete:pod"])
    let lines = commands.text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[2].hasPrefix("version=$(helm list --namespace komodor --filter '^watcher$' "))
    #expect(
      lines[3] == "helm upgrade watcher komodorio/k8s-watcher --namespace komodor "
        + #"--version "${version:?watcher is not installed in komodor}" --reuse-values "#
        + "--set watcher.actions.basic=false")
    #expect(commands.notes.count == 1)
    #expect(commands.notes[0].contains("these are taken away too: "))
  }

  @Test(arguments: [
    ("it's", #"'watcher.clusterName=it'\''s'"#), ("a,b", #"'watcher.clusterName=a\,b'"#),
    ("$(id)", "'watcher.clusterName=$(id)'"), ("{x}", #"'watcher.clusterName=\{x\}'"#),
    ("plain", "watcher.clusterName=plain"),
  ])
  func aValueIsQuotedForTheShellAndEscapedForHelm(name: String, word: String) throws {
    let commands = try Self.commands(.install, clusterName: name)
    #expect(commands.text.contains(" --set-string \(word) --set "))
  }

  @Test func aConfinedAgentIsGivenItsNamespaceAndItsOwn() throws {
    let one = try Self.commands(.install, watching: ["shop"], namespace: "agents").text
    #expect(one.contains("--set-string namespace=agents"))
    #expect(one.contains("--set-string watcher.watchNamespace=shop"))
    let two = try Self.commands(.install, watching: ["shop", "till"]).text
    #expect(!two.contains("watchNamespace") && !two.contains("--set-string namespace="))
  }

  @Test func whatIsMissingForAnInstallationIsSaid() throws {
    let notes = try Self.commands(.install, chart: nil).notes
    #expect(notes.contains { $0.hasPrefix("assuming the values of chart k8s-watcher ") })
    #expect(
      notes.suffix(2) == [
        "the Secret NAME in the namespace komodor must hold the agent's API key under 'apiKey': "
          + "name it with --api-key-secret",
        "the chart asks for the cluster's name: give --cluster-name",
      ])
  }

  @Test func theDocumentedLineIsOneLine() throws {
    let dialect = try Catalog.builtIn.dialect("k8s-watcher").dialect
    let ids = dialect.firstSwitchedOn
    #expect(!ids.isEmpty)
    let first = try #require(
      dialect.firstVersion(
        switchingOn: ids.compactMap(Catalog.builtIn.action), in: Catalog.builtIn))
    let commands = try Self.commands(
      .upgrade, ids, chart: first.description, release: "k8s-watcher")
    #expect(
      commands.documentedText
        == "helm repo add komodorio https://helm-charts.komodor.io; helm repo update; "
        + "helm upgrade --install k8s-watcher komodorio/k8s-watcher --set watcher.actions=true "
        + "--reuse-values\n")
  }

  @Test func aSetThatNoValueSwitchesHasNoSwitches() throws {
    #expect(try !Self.commands(.revoke, ["exec:pod"], chart: "0.11.20").hasSwitches)
    #expect(try Self.commands(.revoke, ["delete:pod"], chart: "0.11.20").hasSwitches)
  }

  @Test func aChartThatWasNamedIsTheOneThatShips() throws {
    let catalog = Catalog.builtIn
    let named = try catalog.dialect("k8s-watcher@1.18.17")
    let old = try #require(AgentVersion("0.1.104"))
    #expect(named.shipping(old) == named)
    let unnamed = try catalog.dialect("k8s-watcher")
    let chart = try #require(unnamed.shipping(old).chart)
    let agent = try #require(unnamed.dialect.agentVersion(of: chart))
    #expect(agent <= old)
    #expect(unnamed.shipping(catalog.newestAgentVersion).chart == nil)
  }
}
