// SPDX-License-Identifier: Apache-2.0

import Host
import Manifests
package import YAMLSyntax

/// The lines that findings are about, read again when a report shows them: a run over many files
/// need not keep their texts.
package final class SourceLines {
  /// Texts that can't be read a second time: standard input, what a program printed.
  private let kept: [String: SourceText]
  /// The file that was read last: findings come file after file.
  private var last: SourceText?

  package init(keeping texts: [SourceText] = []) {
    kept = Dictionary(texts.map { ($0.name, $0) }) { first, _ in first }
  }

  /// A line of a file, without its end; `nil` when the file can't be read (any more).
  package func line(_ file: String, _ number: Int) -> String? {
    if let text = kept[file] { return text.line(number) }
    if last?.name != file {
      // A file that is not there is remembered too, as an empty one.
      let isFile = Files.kind(of: file) == .file
      let bytes = isFile ? try? Files.read(file, limit: SourceText.limit) : nil
      last = SourceText(name: file, bytes: bytes ?? [])
    }
    return last?.line(number)
  }
}
