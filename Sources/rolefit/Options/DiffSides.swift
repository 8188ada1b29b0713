// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import KubernetesAPI
import Manifests

/// The two sides of a comparison that a chart's versions or a git revision name.
struct DiffSides: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A chart of which two versions are compared: repo/name or oci://", valueName: "ref"))
  var chart: String?

  @Option(help: ArgumentHelp("The chart's old version", valueName: "version"))
  var from: String?

  @Option(help: ArgumentHelp("The chart's new version", valueName: "version"))
  var to: String?

  @Option(help: ArgumentHelp("A values file for the chart", valueName: "file"))
  var values: [String] = []

  @OptionGroup var chartValues: ChartValueOptions

  @Option(
    help: ArgumentHelp(
      "The git revision whose manifests are the old ones; the files named here are the new ones",
      valueName: "revision"))
  var base: String?

  /// Whether they name the sides.
  var isNamed: Bool { chart != nil || from != nil || to != nil || base != nil }

  /// Both sides.
  func read(
    _ paths: [String], namespace: String?, minor: Int
  ) throws(Failure) -> (old: ManifestSet, new: ManifestSet) {
    guard let base else { return try versions(paths, namespace: namespace, minor: minor) }
    guard chart == nil, from == nil, to == nil else {
      throw .usage("--base and --chart name the sides in two ways", remedy: "give one of them")
    }
    guard !paths.isEmpty, !paths.contains("-") else {
      throw .usage("what is compared with \(base)?", remedy: "name files, folders or charts")
    }
    let revision = try GitRevision(base, near: paths[0])
    var old = ManifestReader(defaultNamespace: namespace ?? "default", kubernetesMinor: minor)
    var new = old
    for path in paths {
      let files = try revision.files(at: path)
      guard !files.isEmpty || Files.kind(of: path) != nil else {
        throw .unjudged(
          "unreadable", "'\(path)' is neither here nor in \(base)", remedy: "see how it is spelled")
      }
      if let folder = try revision.chart(files) {
        try read(chart: folder.path, namespace, into: &old)
      } else {
        let intent = revision.isFile(files, path) ? ManifestReader.Intent.named : .met
        for file in files where intent == .named || Self.isManifest(file.path) {
          old.read(try revision.text(of: file), intent: intent)
        }
      }
      if Files.kind(of: path) == nil { continue }
      if ChartFiles.isChart(path) {
        try read(chart: path, namespace, into: &new)
      } else {
        try ManifestSources(files: [path], namespace: namespace).readFiles(into: &new)
      }
    }
    return (old.set, new.set)
  }

  private static func isManifest(_ path: String) -> Bool {
    [".yaml", ".yml", ".json"].contains { path.hasSuffix($0) }
  }

  private func read(
    chart: String, _ namespace: String?, into reader: inout ManifestReader
  ) throws(Failure) {
    let rendered = try helm(chart, nil, namespace).rendered()
    Helm.report(rendered.warnings)
    reader.read(rendered.text, intent: .met)
  }

  private func helm(_ chart: String, _ version: String?, _ namespace: String?) -> Helm {
    Helm(
      chart: chart, version: version, namespace: namespace ?? "default",
      release: chartValues.release ?? Helm.defaultRelease, valuesFiles: values,
      settings: chartValues.settings)
  }

  private func versions(
    _ paths: [String], namespace: String?, minor: Int
  ) throws(Failure) -> (old: ManifestSet, new: ManifestSet) {
    guard let chart, let from, let to, paths.isEmpty else {
      throw .usage(
        "two versions of a chart are compared with --chart REF --from VERSION --to VERSION")
    }
    guard Files.kind(of: chart) == nil else {
      throw .usage(
        "'\(chart)' is one version of a chart, so --from and --to say nothing of it",
        remedy: "name two folders or archives, as in rolefit diff old.tgz new.tgz, or give "
          + "--chart a reference that has versions, such as repo/name")
    }
    func side(_ version: String) throws(Failure) -> ManifestSet {
      var reader = ManifestReader(
        defaultNamespace: namespace ?? "default", kubernetesMinor: minor)
      let rendered = try helm(chart, version, namespace).rendered()
      Helm.report(rendered.warnings)
      reader.read(rendered.text, intent: .met)
      return reader.set
    }
    return (try side(from), try side(to))
  }
}
