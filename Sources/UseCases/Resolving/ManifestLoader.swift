// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics
import Host
package import Manifests
import Tools
import YAMLSyntax

/// Reads manifests from where they are.
package struct ManifestLoader: Sendable {
  let outside: Outside

  package init(_ outside: Outside) { self.outside = outside }

  /// Reads everything. Throws what stops the run; what is wrong in the manifests themselves is
  /// among the result's diagnostics.
  ///
  /// - Parameter isWhole: whether the sources are all there is, as a chart's output always is.
  package func read(
    _ sources: ManifestSources, kubernetesMinor: Int, isWhole: Bool = false
  ) throws(Failure) -> ManifestSet {
    guard sources.files.filter({ $0 == "-" }).count < 2 else {
      throw .usage("standard input (-) can be read only once")
    }
    var reader = ManifestReader(
      defaultNamespace: sources.namespace, kubernetesMinor: kubernetesMinor,
      isValuesKey: { Catalog.builtIn.isValuesKey($0) })
    try read(files: sources.files, kustomizations: sources.kustomizations, into: &reader)
    if let installation = sources.installation {
      reader.read(rendered: try render(installation), into: installation.namespace)
    }
    if let kubectl = sources.kubectl { try Cluster(kubectl).readRBAC(into: &reader) }
    return reader.finish(
      inputs: sources.title, isWhole: isWhole || sources.installation != nil)
  }

  /// As `read(_:kubernetesMinor:)`, for a set that can be judged: throws where something could not
  /// be read, and shows what else is wrong.
  package func judgeable(
    _ sources: ManifestSources, kubernetesMinor: Int, isWhole: Bool = false
  ) throws(Failure) -> ManifestSet {
    try judgeable(read(sources, kubernetesMinor: kubernetesMinor, isWhole: isWhole))
  }

  func judgeable(_ set: ManifestSet) throws(Failure) -> ManifestSet {
    if set.isIncomplete { throw .unjudged(set.diagnostics) }
    outside.show(set.diagnostics)
    return set
  }

  /// What helm makes of a chart; what it printed besides is shown.
  func render(_ installation: ChartInstallation) throws(Failure) -> SourceText {
    let rendered = try Helm(outside.tools).render(installation)
    outside.show(helm: rendered.warnings)
    return rendered.text
  }

  /// Reads files and folders, and what kustomizations among them come to.
  func read(
    files: [String], kustomizations: [String] = [], into reader: inout ManifestReader
  ) throws(Failure) {
    if files.contains("-") { reader.read(try outside.text("-")) }
    let plan = try ManifestPlan(files, kustomizations: kustomizations)
    for file in plan.files {
      reader.read(try SourceText(file: file.path), intent: file.intent)
    }
    try read(plan.builds, into: &reader)
    outside.remark(plan.remarks)
  }

  /// Reads what kustomizations come to.
  func read(
    _ kustomizations: [KustomizationClosure], into reader: inout ManifestReader
  ) throws(Failure) {
    let builds = try FolderBuilder(outside: outside).buildTogether(kustomizations)
    for (_, object) in builds.objects { reader.read(object, intent: .met) }
  }
}
