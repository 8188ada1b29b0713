// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import KubernetesAPI
import Manifests
import Tools

/// What the role of whoever deploys something is asked for.
package struct DeployRequest: Sendable {
  /// What the command line says besides the shared options.
  package struct Arguments: Sendable {
    /// Charts, manifest files and folders that are installed.
    package var references: [String]
    package var chart: ChartArguments
    /// What an upgrade comes to: charts, files and folders; none for the same.
    package var newReferences: [String]
    package var newValuesFiles: [String]
    package var newSettings: [String]
    /// None for the helm that renders the chart, or kubectl.
    package var programs: [DeployingProgram]
    package var steps: [DeployingStep]
    package var waits: Bool
    package var createsNamespace: Bool
    package var revisions: Int?
    package var escalates: Bool
    /// What the roles are called.
    package var name: String?

    package init(
      references: [String], chart: ChartArguments = ChartArguments(), newReferences: [String] = [],
      newValuesFiles: [String] = [], newSettings: [String] = [],
      programs: [DeployingProgram] = [], steps: [DeployingStep] = DeployingStep.allCases,
      waits: Bool = false, createsNamespace: Bool = false, revisions: Int? = nil,
      escalates: Bool = false, name: String? = nil
    ) {
      self.references = references
      self.chart = chart
      self.newReferences = newReferences
      self.newValuesFiles = newValuesFiles
      self.newSettings = newSettings
      self.programs = programs
      self.steps = steps
      self.waits = waits
      self.createsNamespace = createsNamespace
      self.revisions = revisions
      self.escalates = escalates
      self.name = name
    }
  }

  let resolver: Resolver
  let world: World
  let arguments: Arguments
  let account: ManifestSet.ServiceAccountName?
  /// That of the release, and of objects that name none.
  let namespace: String
  let installed: ManifestSources
  /// `nil` for the same as what is installed.
  let upgraded: ManifestSources?

  var outside: Outside { resolver.outside }

  package init(
    _ options: Options, _ arguments: Arguments, _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    world = try World(options)
    self.arguments = arguments
    account = try options.get(.serviceAccount)
    let said = try options.get(.namespace)
    namespace = said ?? "default"
    if said == nil { outside.remark("in the namespace 'default': name another with --namespace") }
    let reader = SourceReader(
      options: options, arguments: arguments, namespace: namespace, outside: outside)
    installed = try reader.sources(
      arguments.references, values: options.list(.values), settings: [],
      readsOptions: true)
    guard !installed.isEmpty else {
      throw .usage("there is nothing to deploy", remedy: "name a chart, manifest files or a folder")
    }
    upgraded = try reader.upgraded(from: installed, values: options.list(.values))
    if let revisions = arguments.revisions, revisions < 1 {
      throw .usage("--revisions: there is no revision before the first")
    }
  }

  /// Makes sources of what is named.
  private struct SourceReader {
    let options: Options
    let arguments: Arguments
    let namespace: String
    let outside: Outside

    func sources(
      _ references: [String], values: [String], settings: [HelmSetting], readsOptions: Bool
    ) throws(Failure) -> ManifestSources {
      let charts = references.filter { Chart.isChart($0) || $0.hasPrefix("oci://") }
      let files = references.filter { !charts.contains($0) }
      guard charts.count < 2 else {
        throw .usage(
          "there are several charts: \(charts.joined(separator: ", "))",
          remedy: "name one; each release has a role of its own")
      }
      var sources = ManifestSources(files: files, namespace: namespace)
      if readsOptions {
        sources = try options.sources(
          files: files, chart: arguments.chart, namespace: namespace, valuesFiles: values, outside)
        sources.kubectl = nil
      }
      if let chart = charts.first {
        sources.installation = try installation(of: chart, values, settings)
      }
      sources.installation?.includesDefinitions = true
      return sources
    }

    /// What an upgrade comes to; `nil` where nobody says it.
    func upgraded(
      from installed: ManifestSources, values: [String]
    ) throws(Failure) -> ManifestSources? {
      let settings = arguments.newSettings.map { HelmSetting(.set, $0) }
      let isSame =
        arguments.newReferences.isEmpty && arguments.newValuesFiles.isEmpty && settings.isEmpty
      if isSame { return nil }
      let allValues = values + arguments.newValuesFiles
      var sources = try sources(
        arguments.newReferences, values: allValues, settings: settings, readsOptions: false)
      guard sources.isEmpty else { return sources }
      guard let installation = installed.installation else {
        throw .usage(
          "--new-values and --new-set are for a chart, and there is none",
          remedy: "name the new manifests with --new")
      }
      sources = installed
      sources.installation?.valuesFiles = allValues
      sources.installation?.settings = installation.settings + settings
      return sources
    }

    private func installation(
      of chart: String, _ values: [String], _ settings: [HelmSetting]
    ) throws(Failure) -> ChartInstallation {
      var installation = try options.installation(
        of: chart, version: options.get(.chartVersion), arguments.chart, namespace: namespace,
        valuesFiles: values)
      installation.settings += settings
      return installation
    }
  }
}
