// SPDX-License-Identifier: Apache-2.0

import Catalog
import Host
import YAMLSyntax

/// The files of a chart that stands on this machine: a folder, or an archive as `helm package` and
/// `helm pull` write one.
struct ChartFiles {
  private enum Place {
    case folder(String)
    /// An archive, and the folder in it that is the chart.
    case archive(String, top: String)
  }

  private let place: Place

  /// `nil` for a chart that is elsewhere, and for an archive that cannot be read.
  init?(_ reference: String) {
    switch Files.kind(of: reference) {
    case .directory:
      place = .folder(reference)
    case .file:
      guard let top = Self.top(ofArchive: reference) else { return nil }
      place = .archive(reference, top: top)
    default: return nil
    }
  }

  /// Whether `path` is a chart on this machine, so that helm has to render it.
  static func isChart(_ path: String) -> Bool {
    switch Files.kind(of: path) {
    case .directory: Files.kind(of: Paths.join(path, "Chart.yaml")) == .file
    case .file: path.hasSuffix(".tgz") || path.hasSuffix(".tar.gz")
    default: false
    }
  }

  /// The text of one of its files, such as `values.yaml`; `nil` when it has none of that name.
  func text(_ name: String) -> SourceText? {
    switch place {
    case .folder(let folder):
      let path = Paths.join(folder, name)
      guard Files.kind(of: path) == .file else { return nil }
      return (try? Files.read(path, limit: ManifestSources.limit)).map {
        SourceText(name: path, bytes: $0)
      }
    case .archive(let archive, let top):
      let arguments = ["-xzOf", archive, "\(top)/\(name)"]
      guard
        let result = try? Program.run(
          "tar", arguments, limit: ManifestSources.limit, seconds: Self.timeout),
        result.status == 0, !result.output.isEmpty
      else { return nil }
      return SourceText(name: "\(archive)/\(top)/\(name)", bytes: result.output)
    }
  }

  private static let timeout = 30

  /// The folder that holds the archive's own `Chart.yaml`.
  private static func top(ofArchive path: String) -> String? {
    guard
      let result = try? Program.run(
        "tar", ["-tzf", path], limit: ManifestSources.limit, seconds: timeout),
      result.status == 0
    else { return nil }
    for line in result.output.split(separator: 0x0A) {
      let parts = String(decoding: line, as: UTF8.self)
        .split(separator: "/", omittingEmptySubsequences: false)
      if parts.count == 2, parts[1] == "Chart.yaml", !parts[0].isEmpty, parts[0] != ".." {
        return String(parts[0])
      }
    }
    return nil
  }
}
