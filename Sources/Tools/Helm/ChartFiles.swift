// SPDX-License-Identifier: Apache-2.0

import Host
import Manifests
import YAMLSyntax

/// The files of a chart on this machine: a folder, or an archive as `helm package` and `helm pull`
/// write one, which is unpacked once.
enum ChartFiles {
  case folder(String)
  case archive(path: String, ChartArchive)

  /// `nil` for a chart that is elsewhere, and for an archive that can't be read: helm says why.
  init?(_ reference: String) {
    switch Files.kind(of: reference) {
    case .directory:
      self = .folder(reference)
    case .file:
      guard let bytes = try? Files.read(reference, limit: SourceText.limit),
        let archive = try? ChartArchive(bytes)
      else { return nil }
      self = .archive(path: reference, archive)
    default: return nil
    }
  }

  /// The text of one of its files, such as `values.yaml`; `nil` when it has none of that name.
  func text(_ name: String) -> SourceText? {
    switch self {
    case .folder(let folder):
      let path = Paths.join(folder, name)
      guard Files.kind(of: path) == .file else { return nil }
      return try? SourceText(file: path)
    case .archive(let path, let archive):
      return archive.file(name).map {
        SourceText(name: "\(path)/\(archive.top)/\(name)", bytes: $0)
      }
    }
  }

  /// Its templates and those of the charts in it, as far as they can be read.
  var templates: [SourceText] {
    switch self {
    case .folder(let folder):
      let files = try? Files.filesBelow(
        folder, endings: [".yaml", ".yml", ".tpl", ".txt", ".json"])
      return (files ?? []).filter { Self.isTemplate(Paths.relative($0, to: folder)) }
        .compactMap { try? SourceText(file: $0) }
    case .archive(_, let archive):
      return archive.names.filter(Self.isTemplate).compactMap(text)
    }
  }

  private static func isTemplate(_ path: String) -> Bool {
    path.hasPrefix("templates/") || path.contains("/templates/")
  }
}
