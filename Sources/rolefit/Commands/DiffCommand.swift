// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
import Reports

/// Compares what two sets of manifests grant.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what new manifests grant that old ones do not, and the reverse",
    discussion: """
      Example:
        rolefit diff old/clusterrole.yaml new/clusterrole.yaml -o markdown
        rolefit diff clusterrole.yaml --live
        rolefit diff --chart komodorio/k8s-watcher --from 1.8.0 --to 1.18.17 -o markdown
        rolefit diff --base main deploy/ charts/agent
      """)

  @Argument(
    help: ArgumentHelp(
      "The old manifests and the new ones: a file, a folder, a chart or -; with --live the new ones; "
        + "with --base what is compared with that revision", valueName: "old> <new"))
  var paths: [String] = []

  @OptionGroup var named: DiffSides

  @OptionGroup var cluster: ClusterOptions

  @OptionGroup var versions: VersionOptions
  @OptionGroup var reports: ReportOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The namespace of objects that name none", valueName: "namespace"))
  var namespace: String?

  @Option(help: ArgumentHelp("What makes exit 1: added, removed, any (default) or none"))
  var failOn: String?

  func run() throws {
    let settings = try Settings(config: versions.config)
    let catalog = try versions.readCatalog(settings)
    let condition = try condition()
    let kubectl = cluster.isNamed ? try cluster.kubectl(settings) : nil
    let resolved = try versions.served(by: kubectl, settings).resolve(settings, catalog: catalog)
    let (before, after, defaults) = try sides(resolved, settings)
    let diff = RoleDiff(from: before, to: after, defaults: defaults)
    let context = NeedContext(kubernetes: resolved.kubernetes, agentVersion: resolved.agent)
    let possible = ActionChange(from: before, to: after, defaults: defaults)
    let actions = catalog.actions.filter(\.isBounded)
    let report = RoleDiffReport(
      diff, gained: possible.gained(actions, of: catalog, in: context).map(\.title),
      lost: possible.lost(actions, of: catalog, in: context).map(\.title))
    let diagnostics = before.diagnostics + after.diagnostics
    let findings = FindingReport(
      command: "diff", version: Version.rolefit,
      rules: CheckRules.diff + CheckRules.rules(of: diagnostics),
      sections: [
        RoleDiffFindings(
          diff, from: before, to: after, failing: Set(condition.map { "permission-\($0.rawValue)" })
        ).section(diagnostics: diagnostics)
      ])
    try reports.write { format, style in
      switch format {
      case .text: report.text(style: style)
      case .json: report.json
      case .markdown: report.markdown
      default: findings.rendered(as: format)
      }
    }
    var exits: [Exit] = []
    if condition.contains(.added), !diff.added.isEmpty { exits.append(.findings) }
    if condition.contains(.removed), !diff.removed.isEmpty { exits.append(.findings) }
    if before.hasErrors || after.hasErrors { exits.append(.unjudged) }
    try Outcome(exits: exits).finish()
  }

  /// What is compared, and the roles that bindings on either side may refer to besides.
  private func sides(
    _ resolved: ResolvedVersions, _ settings: Settings
  ) throws(Failure) -> (ManifestSet, ManifestSet, DefaultObjects) {
    let minor = resolved.kubernetes.minor
    let own = DefaultObjects(version: resolved.kubernetes, creditsBindings: false)
    if named.isNamed {
      guard !cluster.isNamed else {
        throw .usage("--live, --chart and --base name the sides in different ways")
      }
      let (before, after) = try named.read(paths, namespace: namespace, minor: minor)
      return (try before.judgeable(), try after.judgeable(), own)
    }
    guard let old = paths.first, paths.count < 3 else {
      throw .usage("what is to be compared?", remedy: "name the old manifests and the new ones")
    }
    let new = paths.count > 1 ? paths[1] : nil
    if cluster.isNamed {
      guard new == nil else {
        throw .usage("with --live one set of manifests is compared with the cluster")
      }
      let files = try read(old, minor: minor)
      let stored = try Cluster(kubectl: try cluster.kubectl(settings)).rbac(kubernetesMinor: minor)
      if stored.isIncomplete { throw .unjudged(stored.diagnostics) }
      if !stored.unread.isEmpty { throw .unread(stored.unread) }
      return (stored.namesakes(of: files), files, DefaultObjects(roles: stored.placelessRoles))
    }
    guard let new else {
      throw .usage("what are the manifests compared with?", remedy: "name new ones, or give --live")
    }
    guard old != "-" || new != "-" else {
      throw .usage("standard input (-) can be read only once")
    }
    return (try read(old, minor: minor), try read(new, minor: minor), own)
  }

  private enum Side: String {
    case added, removed
  }

  private func condition() throws(Failure) -> Set<Side> {
    switch failOn ?? "any" {
    case "any": return [.added, .removed]
    case "none": return []
    case "added": return [.added]
    case "removed": return [.removed]
    case let word: throw .usage("--fail-on takes added, removed, any or none, not '\(word)'")
    }
  }

  private func read(_ path: String, minor: Int) throws(Failure) -> ManifestSet {
    var sources = ManifestSources(files: [path], namespace: namespace)
    if ChartFiles.isChart(path) {
      sources.files = []
      sources.chart = path
      sources.chartValuesFiles = named.values
      sources.chartSettings = named.chartValues.settings
    }
    return try sources.read(kubernetesMinor: minor).judgeable()
  }
}
