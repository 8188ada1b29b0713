// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
package import KubernetesAPI
import Manifests
package import Tools
package import YAMLSyntax

/// Makes typed facts of options, charts, images and clusters: which catalog, which versions, which
/// dialect of values, which set of actions.
///
/// Each fact is taken from the first of these that says it (`ValueOrigin` has them in this order):
/// the command line, the environment, the configuration file; what the judged thing says of itself
/// (the agent's configuration, the tag of its image, the API server's version); what is on record
/// for its chart's version; the newest that is known, which is said aloud.
package struct Resolver: Sendable {
  package let options: Options
  package let outside: Outside

  package init(_ options: Options, _ outside: Outside) {
    self.options = options
    self.outside = outside
  }

  /// The catalog that is named, else the one that the chart carries, else the built-in one.
  package func catalog(carriedBy chart: Chart? = nil) throws(Failure) -> Catalog {
    guard let text = try catalogText(carriedBy: chart) else { return .builtIn }
    let (catalog, diagnostics) = Catalog.read(text)
    guard let catalog else { throw .unjudged(diagnostics) }
    outside.show(diagnostics)
    return catalog
  }

  /// The text of a catalog that is not the built-in one.
  package func catalogText(carriedBy chart: Chart? = nil) throws(Failure) -> SourceText? {
    if let path = try options.get(.catalog) { return try SourceText(file: path) }
    guard let text = chart?.carriedCatalog else { return nil }
    outside.remark("using the chart's own catalog, \(text.name)")
    return text
  }

  /// The Kubernetes version that is named (of a range the newest), else the one that a server runs,
  /// else the newest.
  package func kubernetes(
    server: KubernetesVersion? = nil
  ) throws(Failure) -> Sourced<KubernetesVersion> {
    let range = try kubernetesRange(server: server)
    return Sourced(range.value.upperBound, from: range.origin)
  }

  /// As `kubernetes(server:)`, as a range. For a server whose version is in no table the nearest
  /// that is in one is used.
  package func kubernetesRange(
    server: KubernetesVersion? = nil
  ) throws(Failure) -> Sourced<ClosedRange<KubernetesVersion>> {
    if let named = try options.value(.kubeVersion) { return named }
    guard let server else { return Sourced(APITable.newest...APITable.newest, from: .newest) }
    let nearest = APITable.nearest(to: server)
    return Sourced(nearest...nearest, from: .server(server))
  }

  /// The version of the API server that is asked; `nil` where none is, or where a version is named.
  package func serverVersion(_ kubectl: Kubectl?) throws(Failure) -> KubernetesVersion? {
    guard let kubectl, try options.value(.kubeVersion) == nil else { return nil }
    return try Cluster(kubectl).version()
  }

  /// The agent's version that is named, else `found`, else the newest.
  package func agentVersion(
    of catalog: Catalog, found: Sourced<AgentVersion>? = nil
  ) throws(Failure) -> Sourced<AgentVersion> {
    try options.value(.agentVersion) ?? found
      ?? Sourced(catalog.newestAgentVersion, from: .newest)
  }

  /// The agent's version that is named, else that of the agent which manifests run, or which the
  /// chart that they were rendered from installs, else the newest.
  func agentVersion(
    of catalog: Catalog, installedBy rendered: ManifestSet?, _ installation: ChartInstallation?
  ) throws(Failure) -> Sourced<AgentVersion> {
    let dialect = try installation.flatMap { installation throws(Failure) in
      try knownDialect(of: installation.chart, in: catalog)
    }
    return try agentVersion(
      of: catalog, found: agentVersion(installedBy: rendered, dialect, of: catalog))
  }

  /// The agent that a rendered chart installs: what the image's tag says where one version of the
  /// agent runs, else what is on record for the chart's version; `nil` where neither says anything.
  func agentVersion(
    installedBy set: ManifestSet?, _ dialect: DialectVersion?, of catalog: Catalog
  ) -> Sourced<AgentVersion>? {
    for image in catalog.agent.imageNames {
      let workloads = set?.workloads.filter { $0.runs(image: image) } ?? []
      let tags = Set(workloads.flatMap { $0.tags(ofImage: image) })
      guard let workload = workloads.first, tags.count == 1, let tag = tags.first ?? nil,
        let version = AgentVersion(String(tag))
      else { continue }
      return Sourced(version, from: .image(workload: workload.title))
    }
    return dialect?.recordedAgent
  }

  /// The dialect that is named, else that of the chart, else the catalog's first. One that is named
  /// without a version is at that of the chart, where it is the chart's.
  package func dialect(
    of catalog: Catalog, chart: Chart? = nil
  ) throws(Failure) -> DialectVersion {
    let dialect: DialectVersion
    if let word = try options.get(.dialect) {
      do {
        var named = try catalog.dialect(word)
        if let chart, named.chart == nil, named.dialect.name == chart.name {
          named = named.dialect.version(said: chart.version, values: chart.ownValues)
        }
        dialect = named
      } catch {
        throw .selection(error, of: catalog, option: "--dialect")
      }
    } else if let found = chart?.dialect(in: catalog) ?? catalog.defaultDialect {
      dialect = found
    } else {
      throw .usage("the catalog of \(catalog.agent.name) knows no chart's values")
    }
    if let remark = dialect.unknownRemark ?? chart.flatMap(dialect.toldRemark) {
      outside.remark(remark)
    }
    return dialect
  }

  /// The dialect that is named, else that of the chart by its name; `nil` where there is neither.
  func knownDialect(of chart: Chart, in catalog: Catalog) throws(Failure) -> DialectVersion? {
    guard try options.get(.dialect) != nil || chart.dialect(in: catalog) != nil else { return nil }
    return try dialect(of: catalog, chart: chart)
  }
}

extension DialectVersion {
  /// The agent that is on record for the chart's version.
  var recordedAgent: Sourced<AgentVersion>? {
    agentVersion.map { Sourced($0, from: .record(chart: description)) }
  }

  /// That the version was told from the values of a chart which does not say it; `nil` where the
  /// chart does.
  func toldRemark(of chart: Chart) -> String? {
    guard let first = candidates.first, let last = candidates.last else { return nil }
    let fitting = first == last ? "\(first)" : "\(first) to \(last)"
    let said = chart.version.map { "says version \($0)" } ?? "says no version"
    return "Chart.yaml \(said), which is none that the catalog knows with these values: they fit "
      + "\(dialect.name) \(fitting)"
  }

  /// That nobody knows the values of this version; `nil` where the catalog does.
  var unknownRemark: String? {
    guard let chart, chart > dialect.newest else { return nil }
    return "chart \(dialect.name) \(chart) is newer than the newest that the catalog knows, "
      + "\(dialect.newest): its values are taken for those of that"
  }
}
