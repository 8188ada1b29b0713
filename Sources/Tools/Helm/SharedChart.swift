// SPDX-License-Identifier: Apache-2.0

import Host
import Manifests
import YAMLSyntax

/// A chart many times over in another one, so that a single run of helm renders it with as many
/// settings. Each copy is the only part of a part, and so keeps its name.
struct SharedChart {
  /// Why a chart can only be rendered by itself: what follows "because".
  struct Obstacle: Error {
    var reason: String
  }

  /// One run of helm for as many settings as there are copies.
  struct Run: Sendable {
    fileprivate let installation: ChartInstallation
    fileprivate let path: String
    fileprivate let valuesFiles: [String]
    let copies: Int

    /// What helm prints for each of the settings, and besides; `nil` where it refuses one of them,
    /// or where the outputs can't be told apart.
    func render(
      _ settings: [[HelmSetting]], by helm: Helm
    ) -> (outputs: [Helm.Rendered], warnings: [String])? {
      let placed = (0..<copies).flatMap { copy -> [HelmSetting] in
        let part = SharedOutput.part(copy)
        // A copy that nobody needs is neither checked nor rendered.
        guard copy < settings.count else { return [HelmSetting(.set, "\(part).used=false")] }
        let place = "\(part).\(installation.chart.name)."
        return (installation.settings + settings[copy]).map {
          HelmSetting($0.flag, place + $0.text)
        }
      }
      let arguments = installation.arguments(
        of: path, valuesFiles: valuesFiles, settings: placed)
      guard let result = try? helm.run(installation, arguments), result.status == 0,
        let parts = SharedOutput.parts(of: result.output, count: copies)
      else { return nil }
      return (
        parts.prefix(settings.count).map { helm.rendered($0, of: installation) },
        Helm.lines(result.error, of: installation)
      )
    }
  }

  let run: Run
  /// Where it stands, as long as it is needed.
  private let folder: TemporaryFolder

  init(
    _ installation: ChartInstallation, copies: Int, by helm: Helm
  ) throws(Obstacle) {
    let archive = try Self.archive(of: installation, helm)
    try Self.check(archive, installation)
    let files = archive.names.compactMap { name in
      archive.file(name).map { bytes in
        (name, name == "values.schema.json" ? Self.allowingGlobal(bytes) : bytes)
      }
    }
    do throws(HostError) {
      folder = try TemporaryFolder()
      let top = SharedOutput.chart
      try folder.write(
        Self.description(top, parts: (0..<copies).map(SharedOutput.part)), to: "\(top)/Chart.yaml")
      for copy in 0..<copies {
        let part = "\(top)/charts/\(SharedOutput.part(copy))"
        try folder.write(Self.description(SharedOutput.part(copy)), to: "\(part)/Chart.yaml")
        for (name, bytes) in files {
          try folder.write(bytes, to: "\(part)/charts/\(installation.chart.name)/\(name)")
        }
      }
    } catch {
      throw Obstacle(reason: error.reason)
    }
    var valuesFiles: [String] = []
    for (place, file) in installation.valuesFiles.enumerated() {
      let values = try Self.values(file, for: installation, copies: copies)
      let name = "values-\(place).json"
      do { try folder.write(values, to: name) } catch { throw Obstacle(reason: error.reason) }
      valuesFiles.append("\(folder.path)/\(name)")
    }
    run = Run(
      installation: installation, path: "\(folder.path)/\(SharedOutput.chart)",
      valuesFiles: valuesFiles, copies: copies)
  }

  /// - Parameter parts: charts in it that `PART.used=false` leaves out.
  private static func description(_ name: String, parts: [String] = []) -> [UInt8] {
    let dependencies = parts.map {
      "- {name: \($0), version: 0.0.0, condition: \($0).used}\n"
    }
    let text =
      "apiVersion: v2\nname: \(name)\nversion: 0.0.0\n"
      + (parts.isEmpty ? "" : "dependencies:\n" + dependencies.joined())
    return Array(text.utf8)
  }

  private static func archive(
    of installation: ChartInstallation, _ helm: Helm
  ) throws(Obstacle) -> ChartArchive {
    let reference = installation.chart.reference
    do {
      guard Files.kind(of: reference) == .file else { return try packed(installation, helm) }
      return try ChartArchive(try Files.read(reference, limit: SourceText.limit))
    } catch {
      throw Obstacle(reason: "its archive can't be made and read")
    }
  }

  /// The chart as helm packs it, which leaves out what `.helmignore` names.
  private static func packed(
    _ installation: ChartInstallation, _ helm: Helm
  ) throws -> ChartArchive {
    let folder = try TemporaryFolder()
    let chart = installation.chart
    var arguments = ["package", chart.reference]
    if Files.kind(of: chart.reference) == nil {
      arguments[0] = "pull"
      if let version = chart.requestedVersion { arguments += ["--version", version] }
    }
    let result = try helm.run(installation, arguments + ["--destination", folder.path])
    let name = try Files.names(in: folder.path).first ?? ""
    let path = "\(folder.path)/\(name)"
    defer { try? Files.remove(path) }
    guard result.status == 0 else { throw Obstacle(reason: result.error) }
    return try ChartArchive(try Files.read(path, limit: SourceText.limit))
  }
}
