// SPDX-License-Identifier: Apache-2.0

/// The files of a chart in an archive, as `helm package` and `helm pull` write one; read once.
///
/// Source: helm/helm, pkg/chart/loader, LoadArchiveFiles.
package struct ChartArchive: Sendable {
  /// The folder in the archive that holds the chart's own `Chart.yaml`.
  package let top: String
  /// The chart's files, sorted: paths from its folder, such as `templates/role.yaml`.
  package let names: [String]

  private let archive: TarArchive
  private let contents: [String: Range<Int>]

  /// The largest chart that is unpacked, in bytes: Helm's own limit, `MaxDecompressedChartSize`.
  package static let limit = 100 << 20

  /// Reads what is in a `.tgz` file.
  package init(_ bytes: [UInt8]) throws(ArchiveError) {
    let unpacked: [UInt8]
    do {
      unpacked = try Gzip.unpacked(bytes, limit: Self.limit)
    } catch {
      throw .gzip(error)
    }
    archive = try TarArchive(unpacked)
    var top: String?
    var contents: [String: Range<Int>] = [:]
    for entry in archive.entries {
      guard let (folder, name) = Self.split(entry.name) else { continue }
      if name == "Chart.yaml" { top = folder }
      contents[name] = entry.content
    }
    guard let top else { throw .noChart }
    self.top = top
    self.contents = contents
    names = contents.keys.sorted()
  }

  /// The content of a file, such as `values.yaml`; `nil` when the chart has none of that name.
  package func file(_ name: String) -> [UInt8]? {
    contents[name].map { Array(archive.bytes[$0]) }
  }

  /// An entry's top folder, and its path from there; `nil` for a file beside the folder.
  ///
  /// Helm takes off the first part of every name, whichever that is, and of two files that then
  /// have the same name the last counts. Archives made on Windows have backslashes.
  private static func split(_ name: String) -> (folder: String, name: String)? {
    let separator: Character = name.contains("\\") ? "\\" : "/"
    guard let end = name.firstIndex(of: separator), end > name.startIndex else { return nil }
    let parts = name[end...].split(separator: separator).filter { $0 != "." }
    guard !parts.isEmpty, !parts.contains("..") else { return nil }
    return (String(name[..<end]), parts.joined(separator: "/"))
  }
}
