// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Manifests
import YAMLSyntax

/// The manifests that one run judges: files and folders, a chart that helm renders, a cluster
/// that kubectl asks.
struct ManifestSources {
  var files: [String]
  var chart: String? = nil
  var chartVersion: String? = nil
  /// `--set` and `--set-string` as helm takes them, with what follows them.
  var chartSettings: [String] = []
  /// Values files that go to helm.
  var chartValuesFiles: [String] = []
  /// The release's name; rolefit's own when `nil`.
  var chartRelease: String? = nil
  /// The Kubernetes version that the chart's templates see, where one was named.
  var chartKubeVersion: String? = nil
  /// How the cluster is asked, if it is.
  var kubectl: Kubectl? = nil
  /// The namespace of objects that name none.
  var namespace: String? = nil

  /// Whether nothing at all was named.
  var isEmpty: Bool { files.isEmpty && chart == nil && kubectl == nil }

  /// Whether a cluster is all that was named.
  var isClusterAlone: Bool { files.isEmpty && chart == nil && kubectl != nil }

  /// The largest input that is read, in bytes.
  static let limit = 128 << 20

  /// Reads everything. Throws what stops the run; what is wrong in the manifests themselves is
  /// among the result's diagnostics.
  func read(kubernetesMinor: Int) throws(Failure) -> ManifestSet {
    guard files.filter({ $0 == "-" }).count < 2 else {
      throw .usage("standard input (-) can be read only once")
    }
    var reader = ManifestReader(
      defaultNamespace: namespace ?? "default", kubernetesMinor: kubernetesMinor)
    try readFiles(into: &reader)
    if let helm { try read(chart: helm, into: &reader) }
    if let kubectl { try Cluster(kubectl: kubectl).readRBAC(into: &reader) }
    return reader.finish(inputs: title)
  }

  /// Reads the files alone.
  func readFiles(into reader: inout ManifestReader) throws(Failure) {
    for file in files { try read(file, into: &reader) }
  }

  /// What was read, in words.
  var title: String {
    var parts = files.map { $0 == "-" ? Files.standardInputName : $0 }
    if let chart { parts.append("the chart \(chart)") }
    if let kubectl { parts.append(kubectl.title) }
    return parts.joined(separator: ", ")
  }

  private func read(_ file: String, into reader: inout ManifestReader) throws(Failure) {
    do throws(HostError) {
      if file == "-" {
        let bytes = try Files.readStandardInput(limit: Self.limit)
        reader.read(SourceText(name: Files.standardInputName, bytes: bytes))
      } else if Files.kind(of: file) == .directory {
        for path in try Files.filesBelow(file, endings: [".yaml", ".yml", ".json"]) {
          let bytes = try Files.read(path, limit: Self.limit)
          reader.read(SourceText(name: path, bytes: bytes), intent: .met)
        }
      } else {
        reader.read(SourceText(name: file, bytes: try Files.read(file, limit: Self.limit)))
      }
    } catch {
      throw .unreadable(error)
    }
  }

  /// The user's helm and the chart that it is to render; `nil` when no chart was named.
  var helm: Helm? {
    chart.map { chart in
      Helm(
        chart: chart, version: chartVersion, namespace: namespace ?? "default",
        release: chartRelease ?? Helm.defaultRelease, valuesFiles: chartValuesFiles,
        settings: chartSettings, kubeVersion: chartKubeVersion)
    }
  }

  private func read(chart helm: Helm, into reader: inout ManifestReader) throws(Failure) {
    let rendered = try helm.rendered()
    Helm.report(rendered.warnings)
    reader.read(rendered.text)
  }
}
