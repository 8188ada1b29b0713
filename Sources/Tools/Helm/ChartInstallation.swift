// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
import Manifests
import YAMLSyntax

/// A chart as it is to be installed: what `helm template` needs to know besides the chart.
package struct ChartInstallation: Sendable {
  package var chart: Chart
  /// Where the release would be installed.
  package var namespace: String
  /// The release's name, from which charts make the names of their objects.
  package var release: String
  package var valuesFiles: [String]
  package var settings: [HelmSetting]
  /// The Kubernetes version that templates are to see; helm's own when `nil`.
  package var kubeVersion: String?
  /// Whether the definitions of the chart's folder `crds` are among what helm prints.
  package var includesDefinitions = false

  /// The release's name where nobody chose one.
  package static let defaultRelease = "rolefit"

  package init(
    of chart: Chart, namespace: String? = nil, release: String? = nil, valuesFiles: [String] = [],
    settings: [HelmSetting] = [], kubeVersion: String? = nil
  ) {
    self.chart = chart
    self.namespace = namespace ?? "default"
    self.release = release ?? Self.defaultRelease
    self.valuesFiles = valuesFiles
    self.settings = settings
    self.kubeVersion = kubeVersion
  }

  /// What helm is called with.
  var arguments: [String] {
    arguments(
      of: chart.reference, version: chart.requestedVersion, valuesFiles: valuesFiles,
      settings: settings)
  }

  /// What helm is called with for another chart that stands for this one.
  func arguments(
    of reference: String, version: String? = nil, valuesFiles: [String], settings: [HelmSetting]
  ) -> [String] {
    var arguments = ["template", release, reference, "--namespace", namespace]
    if let version { arguments += ["--version", version] }
    if let kubeVersion { arguments += ["--kube-version", kubeVersion] }
    if includesDefinitions { arguments.append("--include-crds") }
    for file in valuesFiles { arguments += ["--values", file] }
    return arguments + HelmSetting.arguments(settings)
  }

  /// What the rendered text is called in messages.
  package var title: String {
    "helm template \(chart.reference)" + (chart.requestedVersion.map { " --version \($0)" } ?? "")
  }

  /// The names that charts give to what they install by Helm's conventions: the release's where
  /// that holds the chart's, else both; then the chart's own. The likeliest first.
  package var usualNames: [String] {
    let name = release.contains(chart.name) ? release : "\(release)-\(chart.name)"
    return [name, chart.name]
  }

  /// The values that the chart is rendered with: its own, those of the files, those of the
  /// settings.
  ///
  /// Throws where a values file can't be read.
  package func values() throws(Failure) -> ChartValues {
    var values = ChartValues(isWhole: chart.ownValues != nil)
    if let own = chart.ownValues { values.lay(own.value) }
    for file in valuesFiles {
      let stream = YAMLStream.read(try SourceText(file: file))
      if let failure = stream.failure { throw .unjudged([failure]) }
      if let root = stream.documents.first, root.kind == .mapping { values.lay(root.value) }
    }
    HelmSetting.merge(settings, over: &values)
    return values
  }
}
