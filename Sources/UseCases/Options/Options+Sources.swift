// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
package import Tools

/// What the command line says of a chart besides the shared options.
package struct ChartArguments: Sendable {
  /// `--set-string`, as helm takes it.
  package var texts: [String]
  package var release: String?

  package init(texts: [String] = [], release: String? = nil) {
    self.texts = texts
    self.release = release
  }
}

extension Options {
  /// What is to be judged. Where the command line names files, a chart or a cluster, only that
  /// counts; else what the environment or the configuration file names. A context or a kubeconfig
  /// file names a cluster where nothing else is named.
  ///
  /// - Parameters:
  ///   - files: those that the command line names.
  ///   - namespace: that of objects that name none.
  ///   - valuesFiles: those that helm renders a chart with.
  ///   - takesChart: whether a chart is among what is judged.
  package func sources(
    files: [String], chart arguments: ChartArguments, namespace: String?, valuesFiles: [String],
    takesChart: Bool = true, _ outside: Outside
  ) throws(Failure) -> ManifestSources {
    let isNamed =
      !files.isEmpty || commandLineNames(.kustomize, .chart, .live, .context, .kubeconfig)
    let nearest = isNamed ? commandLine : self
    var sources = ManifestSources(
      files: files.isEmpty && !isNamed ? list(.files) : files,
      kustomizations: nearest.list(.kustomize), namespace: namespace)
    // What belongs to a chart may be said farther out than its name.
    if takesChart, let reference = try nearest.get(.chart) {
      sources.installation = try installation(
        of: reference, version: get(.chartVersion), arguments, namespace: namespace,
        valuesFiles: valuesFiles)
    }
    let asksCluster =
      try nearest.isOn(.live)
      || (isNamed || sources.isEmpty) && nearest.namesCluster
    if asksCluster { sources.kubectl = try kubectl(outside) }
    return sources
  }

  /// A chart with the settings that the options name.
  package func installation(
    of reference: String, version: String?, _ arguments: ChartArguments, namespace: String?,
    valuesFiles: [String]
  ) throws(Failure) -> ChartInstallation {
    guard !valuesFiles.contains("-") else {
      throw .usage("helm cannot take the values from standard input", remedy: "give them in a file")
    }
    return ChartInstallation(
      of: try Chart(opening: reference, version: version), namespace: namespace,
      release: arguments.release, valuesFiles: valuesFiles, settings: helmSettings(arguments))
  }

  /// `--set` and `--set-string`, of the command line where that has either.
  package func helmSettings(_ arguments: ChartArguments) -> [HelmSetting] {
    let isNamed = !arguments.texts.isEmpty || commandLineNames(.set)
    let values = isNamed ? commandLine.list(.set) : list(.set)
    return values.map { HelmSetting(.set, $0) }
      + arguments.texts.map { HelmSetting(.setString, $0) }
  }

  /// Whether a context or a kubeconfig file is named.
  private var namesCluster: Bool {
    nearestFirst.contains { $0[.context] != nil || $0[.kubeconfig] != nil }
  }

  /// Whether a cluster is to be asked, whatever else is named.
  package func asksCluster() throws(Failure) -> Bool { try isOn(.live) || namesCluster }

  /// How the cluster is asked.
  package func kubectl(_ outside: Outside) throws(Failure) -> Kubectl {
    Kubectl(
      outside.tools, context: try get(.context), kubeconfig: try get(.kubeconfig),
      timeout: try get(.timeout) ?? Kubectl.usualTimeout)
  }
}
