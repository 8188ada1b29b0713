// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import YAMLSyntax

/// The catalog that a chart carries: the one it was made from, with the chart's own values instead
/// of those of other charts.
enum CarriedCatalog {
  static func text(of source: SourceText, with dialect: Dialect) -> String {
    let dialects = YAMLValue.Entry("dialects", .sequence([dialect.yaml]))
    let stream = YAMLStream.read(source)
    guard let root = stream.documents.first, isBlock(root) else {
      return written(stream.documents.first?.value ?? .null, dialects)
    }
    var lines = String(decoding: source.bytes, as: UTF8.self)
    if let entry = root.entries.first(where: { $0.key.text == "dialects" }) {
      let end = entry.value.byteRange.upperBound
      let before = source.bytes[..<entry.key.byteRange.lowerBound]
      let after = source.bytes[end...].drop { $0 != 0x0A }.dropFirst()
      lines =
        withoutComment(String(decoding: before, as: UTF8.self))
        + String(decoding: after, as: UTF8.self)
    }
    if !lines.hasSuffix("\n") { lines += "\n" }
    return lines + "\n# The values of this chart.\n" + YAMLEmitter.text(.mapping([dialects]))
  }

  /// Whether each key starts a line, so that an entry can be taken out of the text.
  private static func isBlock(_ root: YAMLNode) -> Bool {
    guard root.kind == .mapping else { return false }
    return root.entries.allSatisfy { entry in
      root.source.position(atOffset: entry.key.byteRange.lowerBound).column == 1
        && root.source.bytes[entry.key.byteRange.lowerBound] != UInt8(ascii: "{")
    } && root.source.bytes.dropFirst(root.byteRange.lowerBound).first != UInt8(ascii: "{")
  }

  /// The catalog as values, where its text is of another style.
  private static func written(_ value: YAMLValue, _ dialects: YAMLValue.Entry) -> String {
    guard case .mapping(let entries) = value else { return "" }
    return YAMLEmitter.text(.mapping(entries.filter { $0.key != "dialects" } + [dialects]))
  }

  /// The text without the comment at its end, which is about the entry that followed.
  private static func withoutComment(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    while let last = lines.last, last.hasPrefix("#") { lines.removeLast() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0 + "\n" }.joined()
  }
}
