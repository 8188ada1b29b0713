// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// What `helm template` prints, taken apart.
enum ChartOutput {
  private static let mark = Array("# Source: ".utf8)

  /// The stretches of the output that came from one template each. Helm writes a comment with the
  /// template's path after the line that begins a document.
  static func sections(of bytes: [UInt8]) -> [SourceText.Section] {
    var sections: [SourceText.Section] = []
    var lineStart = 0
    var documentStart: Int?
    while lineStart < bytes.count {
      let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[lineStart..<lineEnd]
      if line.starts(with: [0x2D, 0x2D, 0x2D]) {
        documentStart = lineStart
      } else if let start = documentStart, line.starts(with: mark) {
        let name = String(decoding: line.dropFirst(mark.count), as: UTF8.self)
        sections.append(
          SourceText.Section(offset: start, name: String(name.prefix { !$0.isWhitespace })))
        documentStart = nil
      } else {
        documentStart = nil
      }
      lineStart = lineEnd + 1
    }
    return sections
  }
}
