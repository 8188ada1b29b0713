// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Catalog
import Host
import KubernetesAPI
import Manifests
import Reports

extension VerifyCommand {
  /// Judges a chart in the combinations of its switches, and reports.
  func judgeMatrix(_ settings: Settings) throws(Failure) -> Outcome {
    var sources = try manifests.sources(files, settings)
    guard sources.chart != nil, sources.files.isEmpty, sources.kubectl == nil else {
      throw .usage("--matrix is about one chart: name it with --chart, and nothing else")
    }
    guard selection.actions.isEmpty, selection.enable.isEmpty, selection.disable.isEmpty else {
      throw .usage(
        "--matrix takes its sets from the chart's switches",
        remedy: "leave --actions, --enable and --disable out; --values and --set are what the "
          + "switches are laid over")
    }
    sources.chartValuesFiles = selection.values.ifEmpty(settings.paths("values"))
    guard let helm = sources.helm else { throw .usage("--matrix needs --chart") }
    guard !helm.valuesFiles.contains("-") else {
      throw .usage("helm cannot take the values from standard input", remedy: "give them in a file")
    }
    let catalog = try selection.versions.readCatalog(settings, chart: sources.chart)
    let details = try ChartDetails(helm)
    let dialect = try dialect(of: details, in: catalog, settings)
    var versions = try selection.versions.resolve(settings, catalog: catalog)
    var agentTitle = "\(catalog.agent.name) \(versions.agent)"
    if !selection.versions.namesAgent(settings) {
      // A chart that does not render without its switches is told of below, with them.
      var reader = ManifestReader(
        defaultNamespace: helm.namespace, kubernetesMinor: versions.kubernetes.minor)
      if let rendered = try? helm.rendered() { reader.read(rendered.text, intent: .met) }
      if let agent = ChartAgent(rendered: reader.set, of: dialect, in: catalog) {
        versions.agent = agent.version
        agentTitle = agent.title
      }
    }
    let account = try settings.account(serviceAccount)
    let run = ChartMatrixRun(
      helm: helm, values: try details.values(helm), dialect: dialect, catalog: catalog,
      context: NeedContext(
        kubernetes: versions.kubernetes, agentVersion: versions.agent,
        agentNamespace: account?.namespace ?? sources.namespace ?? catalog.agent.namespace),
      table: try world.table(versions.kubernetes, settings),
      defaults: world.defaults(versions.kubernetes, settings), account: account,
      choice: AccountChoice(catalog, sources),
      closedWorld: world.isClosed(settings),
      acceptsAlternatives: acceptAlternatives || settings.flag("accept-alternatives"))
    Console.writeError(
      "rolefit: the switches of \(dialect), for Kubernetes \(versions.kubernetes) and "
        + "\(agentTitle)\n")
    let result = try run.run()
    for key in result.leftOut {
      Console.writeError("rolefit: the chart has no \(key), which is left out\n")
    }
    let report = MatrixReport(
      result.matrix,
      of: MatrixReport.Subject(
        chart: helm.chart + (helm.version.map { " \($0)" } ?? ""), dialect: "\(dialect)",
        agent: catalog.agent.name,
        versions: Verification.Versions(
          catalog: "\(catalog.agent.name)@\(catalog.version)",
          kubernetes: versions.kubernetes.description, agent: versions.agent.description),
        account: result.account, leftOut: result.leftOut))
    let findings = FindingReport(
      command: "verify", version: Version.rolefit, rules: MatrixReport.rules,
      findings: report.findings)
    try reports.write { format, style in
      switch format {
      case .text: report.text(style: style)
      case .json: report.json
      case .markdown: report.markdown
      default: findings.rendered(as: format)
      }
    }
    return Outcome(
      exits: exits(result.matrix, try conditions(settings)))
  }

  /// The dialect that is named, or that of the chart by its name.
  private func dialect(
    of chart: ChartDetails, in catalog: Catalog, _ settings: Settings
  ) throws(Failure) -> DialectVersion {
    guard let dialect = try selection.dialect(of: chart, in: catalog, settings) else {
      throw .usage(
        "the catalog does not know the switches of a chart '\(chart.name)'",
        remedy:
          "name the dialect of its values with --dialect NAME@VERSION, or give a catalog that "
          + "has it with --catalog; known: "
          + catalog.dialects.map(\.name).joined(separator: ", "))
    }
    return dialect
  }

  private func exits(_ matrix: ChartMatrix, _ conditions: Set<VerifyCondition>) -> [Exit] {
    let isExcessive = matrix.combinations.contains { !$0.excess.isEmpty }
    let isInert = matrix.combinations.contains { !$0.inert.isEmpty }
    let isOpen = matrix.combinations.contains { !$0.undetermined.isEmpty }
    var exits: [Exit] = []
    if !conditions.isEmpty,
      !matrix.faults.isEmpty
        || (conditions.contains(.excess) && isExcessive)
        || (conditions.contains(.inert) && isInert)
        || (conditions.contains(.undetermined) && isOpen)
    {
      exits.append(.findings)
    }
    if matrix.combinations.contains(where: { !$0.isJudged }) { exits.append(.unjudged) }
    if isOpen { exits.append(.undetermined) }
    return exits
  }
}
