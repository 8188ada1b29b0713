// SPDX-License-Identifier: Apache-2.0

import Manifests

/// The archive reader: what it gives lies in the archive and stays in its folder; a chart is read
/// from the files that the archive has.
enum ArchiveEntry: FuzzEntry {
  static let name = "archive"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    _ = try? ChartArchive(input)
    if let unpacked = try? Gzip.unpacked(input, limit: 1 << 20) { try check(unpacked) }
    try check(input)
    // Changes of a header would hardly ever leave its sum right.
    try check(withSums(input))
  }

  private static func check(_ bytes: [UInt8]) throws(Disagreement) {
    let archive = try? TarArchive(bytes)
    let chart = try? ChartArchive(GzipMember.storing(bytes))
    guard let archive else {
      return try Disagreement.unless(chart == nil, "a chart is in a whole archive", "\(bytes)")
    }
    for entry in archive.entries {
      try Disagreement.unless(
        !entry.name.split(separator: "/").contains("..") && !entry.name.hasPrefix("/"),
        "a file stays in its folder", entry.name)
      try Disagreement.unless(
        bytes.indices.contains(entry.content.lowerBound)
          || entry.content.isEmpty
            && entry.content.upperBound <= bytes.count,
        "a file is in the archive",
        "\(entry.content)")
    }
    guard let chart else { return }
    let contents = Set(archive.entries.map { Array(bytes[$0.content]) })
    for name in chart.names {
      guard let content = chart.file(name) else {
        throw Disagreement("a chart has the files that it names", name, "no content")
      }
      try Disagreement.unless(contents.contains(content), "a chart's file is a file", name)
    }
    try Disagreement.unless(
      chart.names.contains("Chart.yaml"), "a chart has its description", "\(chart.names)")
  }

  /// The archive with sums in its headers that fit.
  private static func withSums(_ input: [UInt8]) -> [UInt8] {
    var bytes = input
    var start = 0
    while start + 512 <= bytes.count {
      defer { start += 512 }
      let isHeader = bytes[(start + 257)..<(start + 262)].elementsEqual("ustar".utf8)
      guard isHeader else { continue }
      for place in (start + 148)..<(start + 156) { bytes[place] = UInt8(ascii: " ") }
      let sum = bytes[start..<(start + 512)].reduce(0) { $0 + Int($1) }
      let digits = String(sum, radix: 8)
      let text = String(repeating: "0", count: 6 - digits.count) + digits + "\0"
      bytes.replaceSubrange((start + 148)..<(start + 155), with: text.utf8)
    }
    return bytes
  }
}
