// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
import Manifests
package import YAMLSyntax

/// The lines that findings are about, read again when a report shows them: a run over many files
/// need not keep their texts. What may be a Secret's is not shown (`ShowableLines`).
package final class SourceLines {
  /// Texts that can't be read a second time: standard input, what a program printed.
  private let kept: [String: [SourceText]]
  /// The text that was asked for last, and which of its lines may be shown: findings come file
  /// after file.
  private var last: (text: SourceText, shown: ShowableLines)?

  package init(keeping texts: [SourceText] = []) {
    kept = Dictionary(grouping: texts, by: \.name)
  }

  /// What stands around the start of a place in its line; `nil` when the file can't be read (any
  /// more), and for what is not to be shown.
  package func line(_ place: SourceRange) -> LinePart? {
    let number = place.start.line
    let part = kept[place.file].map { Self.part(of: $0, withLine: number) }
    if last?.text.name != place.file || (part != nil && last?.text.firstLine != part?.firstLine) {
      let text = part ?? Self.text(of: place.file)
      last = (text, ShowableLines(of: text.bytes))
    }
    guard let last, last.shown.contains(number - last.text.firstLine + 1) else { return nil }
    return last.text.line(around: place.start)
  }

  /// Of the parts in which a text is kept, in order, the one that has a line.
  private static func part(of parts: [SourceText], withLine number: Int) -> SourceText {
    parts[max(parts.partitioningIndex { $0.firstLine > number } - 1, 0)]
  }

  /// A file that is not there is an empty one.
  private static func text(of file: String) -> SourceText {
    let isFile = Files.kind(of: file) == .file
    let bytes = isFile ? try? Files.content(of: file, limit: SourceText.limit) : nil
    return SourceText(name: file, bytes: bytes ?? [])
  }
}
