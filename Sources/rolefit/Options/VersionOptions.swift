// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import YAMLSyntax

/// Which agent, which of its versions, and which Kubernetes.
struct VersionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The agent's version (default: the newest)", valueName: "version"))
  var agentVersion: String?

  @Option(
    help: ArgumentHelp("The Kubernetes version (default: the newest known)", valueName: "version"))
  var kubeVersion: String?

  @Option(
    help: ArgumentHelp("A catalog of your own instead of the built-in one", valueName: "file"))
  var catalog: String?

  @Option(
    help: ArgumentHelp(
      "The configuration file (default: .rolefit.yaml here or above)", valueName: "file"))
  var config: String?

  /// The catalog that is named, else the one in the chart, else the built-in one.
  func readCatalog(_ settings: Settings, chart: String? = nil) throws(Failure) -> Catalog {
    let named = catalog ?? settings.path("catalog")
    guard
      let text = try named.map({ path throws(Failure) in try SourceText(file: path) })
        ?? chart.flatMap(ChartFiles.init)?.text("files/rolefit.yaml")
    else { return .builtIn }
    if named == nil { Console.writeError("rolefit: using the chart's own catalog, \(text.name)\n") }
    let (catalog, diagnostics) = Catalog.read(text)
    guard let catalog else { throw .unjudged(diagnostics) }
    return catalog
  }

  /// The version that is named; of a range the newest.
  func kubernetes(_ settings: Settings) throws(Failure) -> KubernetesVersion? {
    try kubernetesRange(settings)?.upperBound
  }

  /// These versions, with Kubernetes being what the cluster that is asked runs unless one is named;
  /// for a version that is in no table the nearest that is.
  func served(by kubectl: Kubectl?, _ settings: Settings) throws(Failure) -> VersionOptions {
    guard let kubectl, try kubernetes(settings) == nil,
      let server = try Cluster(kubectl: kubectl).version()
    else { return self }
    var versions = self
    versions.kubeVersion = APITable.nearest(to: server).description
    return versions
  }

  /// The versions that are named: `1.31`, or `1.28-1.34`.
  func kubernetesRange(
    _ settings: Settings
  ) throws(Failure) -> ClosedRange<KubernetesVersion>? {
    guard let text = kubeVersion ?? settings.value("kube-version") else { return nil }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, let first = KubernetesVersion(String(ends[0])),
      let last = KubernetesVersion(String(ends[1]))
    else {
      let version = try Self.known(text)
      return version...version
    }
    guard first <= last else {
      throw .usage("the versions \(text) are the wrong way round")
    }
    return try Self.known(String(ends[0]))...Self.known(String(ends[1]))
  }

  private static func known(_ text: String) throws(Failure) -> KubernetesVersion {
    guard let version = KubernetesVersion(text) else {
      throw .usage("'\(text)' is no Kubernetes version", remedy: "write it like 1.31")
    }
    let supported = APITable.supportedVersions
    guard supported.contains(version) else {
      throw .usage(
        "Kubernetes \(version) is not in the table",
        remedy: "known are \(supported.lowerBound) to \(supported.upperBound)")
    }
    return version
  }

  func resolve(_ settings: Settings, catalog: Catalog) throws(Failure) -> ResolvedVersions {
    var assumed: [String] = []
    let kubernetes: KubernetesVersion
    if let named = try self.kubernetes(settings) {
      kubernetes = named
    } else {
      kubernetes = APITable.newest
      assumed.append("Kubernetes \(kubernetes)")
    }
    let agent: AgentVersion
    if let text = agentVersion ?? settings.value("agent-version") {
      guard let version = AgentVersion(text) else {
        throw .usage("'\(text)' is no agent version", remedy: "write it like 0.1.104")
      }
      agent = version
    } else {
      agent = catalog.newestAgentVersion
      assumed.append("\(catalog.agent.name) \(agent)")
    }
    return ResolvedVersions(kubernetes: kubernetes, agent: agent, assumptions: assumed)
  }

  /// What the actions that `words` name need, wherever they are asked about: in one namespace, or
  /// cluster-wide when there is none.
  func needs(
    ofActions words: [String], in namespace: String?, chart: String?,
    on kubernetes: KubernetesVersion, _ settings: Settings
  ) throws(Failure) -> [ActionNeeds] {
    let catalog = try readCatalog(settings, chart: chart)
    let resolved = try resolve(settings, catalog: catalog)
    let selected: [Action]
    do {
      selected = try catalog.select(words, agentVersion: resolved.agent)
    } catch {
      throw .usage(error.description)
    }
    let context = NeedContext(
      kubernetes: kubernetes, agentVersion: resolved.agent,
      watchNamespaces: namespace.map { [$0] } ?? [])
    return catalog.needs(of: selected, in: context)
  }

  /// Whether anybody named the agent's version.
  func namesAgent(_ settings: Settings) -> Bool {
    agentVersion ?? settings.value("agent-version") != nil
  }

  /// The dialect that is named, else that of the chart, else the catalog's first. One that is named
  /// without a version is at that of the chart, where it is the chart's.
  func dialect(
    _ word: String?, _ settings: Settings, _ catalog: Catalog, chart: ChartDetails? = nil
  ) throws(Failure) -> DialectVersion {
    if let word = word ?? settings.value("dialect") {
      do {
        var dialect = try catalog.dialect(word)
        if let chart, dialect.chart == nil, dialect.dialect.name == chart.name {
          dialect.chart = chart.version
        }
        return dialect
      } catch {
        throw .usage(error.description)
      }
    }
    guard let dialect = chart?.dialect(in: catalog) ?? catalog.defaultDialect else {
      throw .usage("the catalog of \(catalog.agent.name) knows no chart's values")
    }
    return dialect
  }
}

/// The versions that a run works with.
struct ResolvedVersions {
  var kubernetes: KubernetesVersion
  var agent: AgentVersion
  /// What nobody named, in words.
  var assumptions: [String]
}
