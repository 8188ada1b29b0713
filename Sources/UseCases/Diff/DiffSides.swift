// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import Tools
import YAMLSyntax

/// Both sides of a comparison.
struct DiffSides {
  var old: ManifestSet
  var new: ManifestSet
  /// The roles that bindings on either side may refer to besides.
  var defaults: DefaultObjects
}

/// Reads both sides of a comparison.
struct DiffReader {
  let request: DiffRequest
  let kubernetes: KubernetesVersion

  private var loader: ManifestLoader { ManifestLoader(request.outside) }

  func read() throws(Failure) -> DiffSides {
    let own = DefaultObjects(version: kubernetes, creditsBindings: false)
    switch request.sides {
    case .manifests(let old, let new):
      return DiffSides(old: try read(old), new: try read(new), defaults: own)
    case .cluster(let new):
      return try compared(withCluster: new)
    case .versions(let chart, let from, let to):
      let old = try version(from, of: chart)
      let new = try version(to, of: chart)
      return DiffSides(
        old: try loader.judgeable(old), new: try loader.judgeable(new), defaults: own)
    case .revision(let name, let paths):
      let (old, new) = try revision(name, paths)
      return DiffSides(
        old: try loader.judgeable(old), new: try loader.judgeable(new), defaults: own)
    }
  }

  private func reader() -> ManifestReader {
    ManifestReader(
      defaultNamespace: request.namespace, kubernetesMinor: kubernetes.minor,
      isValuesKey: { Catalog.builtIn.isValuesKey($0) })
  }

  private func installation(
    _ chart: String, version: String? = nil
  ) throws(Failure) -> ChartInstallation {
    try request.options.installation(
      of: chart, version: version, request.chart, namespace: request.namespace,
      valuesFiles: request.options.list(.values))
  }

  private func read(_ path: String) throws(Failure) -> ManifestSet {
    var sources = ManifestSources(files: [path], namespace: request.namespace)
    if request.kustomizations.contains(path) {
      sources.files = []
      sources.kustomizations = [path]
    } else if Chart.isChart(path) {
      sources.files = []
      sources.installation = try installation(path)
    }
    let set = try loader.judgeable(sources, kubernetesMinor: kubernetes.minor)
    if !set.unread.isEmpty { throw .unread(set.unread) }
    return set
  }

  private func compared(withCluster new: String) throws(Failure) -> DiffSides {
    let files = try read(new)
    if let object = files.unplacedObject {
      throw object.lacksNamespace("which of the cluster's objects it replaces depends on it")
    }
    guard let kubectl = request.kubectl else { throw .usage("which cluster?") }
    let stored = try Cluster(kubectl).rbac(kubernetesMinor: kubernetes.minor)
    if stored.isIncomplete { throw .unjudged(stored.diagnostics) }
    if !stored.unread.isEmpty { throw .unread(stored.unread) }
    return DiffSides(
      old: stored.namesakes(of: files), new: files,
      defaults: DefaultObjects(roles: stored.placelessRoles))
  }

  private func read(
    _ installation: ChartInstallation, into reader: inout ManifestReader
  ) throws(Failure) {
    reader.read(
      rendered: try loader.render(installation), intent: .met, into: installation.namespace)
  }

  private func version(_ version: String, of chart: String) throws(Failure) -> ManifestSet {
    var reader = reader()
    try read(installation(chart, version: version), into: &reader)
    return reader.set
  }

  private func revision(
    _ name: String, _ paths: [String]
  ) throws(Failure) -> (old: ManifestSet, new: ManifestSet) {
    let revision = try GitRevision(name, near: paths[0], request.outside.tools)
    var old = reader()
    var new = reader()
    for path in paths {
      let files = try revision.files(at: path)
      guard !files.isEmpty || Files.kind(of: path) != nil else {
        throw .unjudged(
          "unreadable", "'\(path)' is neither here nor in \(name)", remedy: "see how it is spelled")
      }
      if let folder = try revision.chart(files) {
        try read(installation(folder.path), into: &old)
      } else if files.contains(where: { Kustomization.names.contains(Paths.name(of: $0.path)) }) {
        try read(revision, revision.place(of: path), into: &old)
      } else {
        let intent = revision.isFile(files, path) ? ManifestReader.Intent.named : .met
        for file in files where intent == .named || Self.isManifest(file.path) {
          old.read(try revision.text(of: file), intent: intent)
        }
      }
      if Files.kind(of: path) == nil { continue }
      if Chart.isChart(path) {
        try read(installation(path), into: &new)
      } else {
        try loader.read(files: [path], into: &new)
      }
    }
    return (old.set, new.set)
  }

  private static func isManifest(_ path: String) -> Bool {
    ManifestPlan.endings.contains { path.hasSuffix($0) }
  }

  /// Reads what is at a place of a revision where kustomizations are.
  private func read(
    _ revision: GitRevision, _ place: String, into reader: inout ManifestReader
  ) throws(Failure) {
    let tree = try revision.fileTree()
    let plan = try ManifestPlan([place], in: tree)
    for file in plan.files { reader.read(tree.text(of: file.path), intent: file.intent) }
    var copies: [KustomizationCopy] = []
    for closure in plan.builds { copies.append(try KustomizationCopy(of: closure)) }
    try withExtendedLifetime(copies) { () throws(Failure) in
      try loader.read(copies.map(\.closure), into: &reader)
    }
  }
}
