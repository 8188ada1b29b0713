// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
package import RBAC
package import Tools

/// What one judgement of an upgrade is about.
package struct ReadyRequest: Sendable {
  package let resolver: Resolver
  /// What is there now: files, or a cluster.
  package let sources: ManifestSources
  /// The chart to come.
  package let installation: ChartInstallation?
  /// The release's name, where somebody chose one.
  package let release: String?
  /// What the chart is set to besides its values files.
  package let settings: [HelmSetting]
  package let target: UpgradeTarget
  /// The set before the upgrade.
  package let set: SetRequest
  /// The set after it.
  package let laterSet: SetRequest
  package let world: World
  package let account: ManifestSet.ServiceAccountName?
  package let namespace: String?
  /// Who is to take the steps; you, by what the cluster says, where `nil`.
  package let granter: User?

  var outside: Outside { resolver.outside }

  /// - Parameter files: those that the command line names.
  package init(
    _ options: Options, files: [String] = [], chart: ChartArguments = ChartArguments(),
    target: UpgradeTarget, granter: User? = nil, _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    self.target = target
    self.granter = granter
    var now = try SetRequest(options)
    var later = now
    // What the command line enables and disables is to come, as is all that changes an open set.
    if now.named == nil {
      now.enabled = []
      now.disabled = []
    } else {
      let standing = try SetRequest(options.withoutCommandLine(.enable, .disable))
      now.enabled = standing.enabled
      now.disabled = standing.disabled
      later.enabled = now.enabled + options.commandLine.list(.enable)
      later.disabled = now.disabled + options.commandLine.list(.disable)
    }
    set = now
    laterSet = later
    namespace = try options.get(.namespace)
    sources = try options.sources(
      files: files, chart: chart, namespace: namespace, valuesFiles: now.valuesFiles,
      takesChart: false, outside)
    guard !sources.isEmpty else {
      throw .usage(
        "what stands now?", remedy: "name its manifests, or the cluster with --live or --context")
    }
    if let reference = try options.get(.chart) {
      let version = try options.get(.chartVersion)
      installation = try options.installation(
        of: reference, version: version ?? target.chartVersion, chart, namespace: namespace,
        valuesFiles: now.valuesFiles)
    } else {
      installation = nil
    }
    release = chart.release
    settings = options.helmSettings(chart)
    world = try World(options)
    account = try options.get(.serviceAccount)
  }

  /// What `--new` and the chart name; `nil` when neither does.
  var newSources: ManifestSources? {
    let new = ManifestSources(
      files: target.files, installation: installation, namespace: namespace)
    return new.isEmpty ? nil : new
  }
}
