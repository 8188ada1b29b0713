// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Catalog
package import Diagnostics
import KubernetesAPI
package import Manifests
import RBAC
import Tools
import YAMLSyntax

/// Judges a chart in the combinations of its action switches.
package struct VerifyMatrix: Sendable {
  private let request: VerifyRequest
  private let installation: ChartInstallation
  private let switches: MatrixSwitches?

  /// What the combinations came to.
  package struct Result: Sendable {
    /// The switches of actions; those of reading where only they were tried.
    package var matrix: ChartMatrix
    /// The switches of what the agent reads, where they were tried besides.
    package var reads: ChartMatrix?
    package var account: ManifestSet.ServiceAccountName?
    /// Switches that the chart turned out not to have.
    package var leftOut: [String]
    /// The chart as it was asked for, with its version.
    package var chart: String
    package var dialect: DialectVersion
    package var catalog: Catalog
    package var versions: Verification.Versions
  }

  /// - Parameters:
  ///   - request: must not name the set of actions.
  ///   - switches: which switches are tried; `nil` for those of actions, and those of reading where
  ///     that does not take long.
  package init(
    _ request: VerifyRequest, switches: MatrixSwitches? = nil
  ) throws(Failure) {
    self.request = request
    self.switches = switches
    guard let installation = request.sources.installation, request.sources.files.isEmpty,
      request.sources.kubectl == nil
    else {
      throw .usage("--matrix is about one chart: name it with --chart, and nothing else")
    }
    guard !request.resolver.options.commandLineNames(.actions, .enable, .disable) else {
      throw .usage(
        "--matrix takes its sets from the chart's switches",
        remedy: "leave --actions, --enable and --disable out; --values and --set are what the "
          + "switches are laid over")
    }
    self.installation = installation
  }

  package func run() throws(Failure) -> Result {
    let resolver = request.resolver
    let outside = request.outside
    let catalog = try resolver.catalog(carriedBy: installation.chart)
    let dialect = try dialect(in: catalog)
    let kubernetes = try resolver.kubernetes()
    let agent = try agentVersion(catalog, kubernetes.value)
    let run = MatrixRun(
      installation: installation, values: try installation.values(), dialect: dialect,
      catalog: catalog,
      context: NeedContext(
        kubernetes: kubernetes.value, agentVersion: agent.value,
        agentNamespace: request.account?.namespace ?? request.namespace
          ?? catalog.agent.namespace),
      table: request.world.table(kubernetes.value),
      defaults: request.world.defaults(kubernetes.value), world: request.world,
      choice: AccountChoice(request.account, of: catalog, installation: installation),
      acceptsAlternatives: request.acceptsAlternatives, chosen: switches, outside: outside)
    outside.remark(
      "the switches of \(dialect), for Kubernetes \(kubernetes.value) and "
        + agent.title(of: catalog.agent.name))
    let judged = try run.run()
    for key in judged.leftOut { outside.remark("the chart has no \(key), which is left out") }
    guard let matrix = judged.actions ?? judged.reads else { throw .usage("nothing was tried") }
    return Result(
      matrix: matrix, reads: judged.actions == nil ? nil : judged.reads, account: judged.account,
      leftOut: judged.leftOut,
      chart: installation.chart.reference
        + (installation.chart.requestedVersion.map { " \($0)" } ?? ""),
      dialect: dialect, catalog: catalog,
      versions: Verification.Versions(
        catalog: catalog.title, kubernetes: kubernetes.value.description,
        agent: agent.value.description))
  }

  /// The dialect that is named, or that of the chart by its name.
  private func dialect(in catalog: Catalog) throws(Failure) -> DialectVersion {
    let chart = installation.chart
    guard let dialect = try request.resolver.knownDialect(of: chart, in: catalog) else {
      throw .usage(
        "the catalog does not know the switches of a chart '\(chart.name)'",
        remedy:
          "name the dialect of its values with --dialect NAME@VERSION, or give a catalog that "
          + "has it with --catalog; known: "
          + catalog.dialects.map(\.name).joined(separator: ", "))
    }
    guard !dialect.isAmbiguous(in: catalog) else {
      throw .undetermined(
        "\(dialect.toldRemark(of: chart) ?? ""), which have different switches",
        remedy: "name the version with --dialect \(dialect.dialect.name)@VERSION")
    }
    return dialect
  }

  private func agentVersion(
    _ catalog: Catalog, _ kubernetes: KubernetesVersion
  ) throws(Failure) -> Sourced<AgentVersion> {
    if let named = try request.resolver.options.value(.agentVersion) { return named }
    // A chart that does not render without its switches is reported later, with them.
    var reader = ManifestReader(
      defaultNamespace: installation.namespace, kubernetesMinor: kubernetes.minor)
    if let rendered = try? Helm(request.outside.tools).render(installation) {
      reader.read(rendered.text, intent: .met)
    }
    return try request.resolver.agentVersion(
      of: catalog, installedBy: reader.set, installation)
  }
}

extension VerifyMatrix.Result {
  /// All exit statuses that apply.
  package func exits(failing conditions: Set<VerifyCondition>) -> [Exit] {
    let combinations = matrix.combinations + (reads?.combinations ?? [])
    let isExcessive = matrix.combinations.contains { !$0.excess.isEmpty }
    let isInert = matrix.combinations.contains { !$0.inert.isEmpty }
    let isOpen = combinations.contains { !$0.undetermined.isEmpty }
    var exits: [Exit] = []
    if !conditions.isEmpty,
      !matrix.faults.isEmpty || !(reads?.faults.isEmpty ?? true)
        || (conditions.contains(.excess) && isExcessive)
        || (conditions.contains(.inert) && isInert)
        || (conditions.contains(.undetermined) && isOpen)
    {
      exits.append(.findings)
    }
    if combinations.contains(where: { !$0.isJudged && !$0.isRefused }) { exits.append(.unjudged) }
    if isOpen { exits.append(.undetermined) }
    return exits
  }
}
